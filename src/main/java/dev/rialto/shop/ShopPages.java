package dev.rialto.shop;

import java.util.List;
import java.util.stream.Collectors;

/** What a customer of Merchant Row sees. Plain pages: the shop is not what is shown off here. */
final class ShopPages {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: light-dark(#241f1a, #efe9e1); --faint: light-dark(#6b6259, #a89f94); \
      --line: light-dark(#e2d9cd, #453d34); --paper: light-dark(#fbf7f0, #1d1915); --fill: light-dark(#7a2e1d, #e39a7f); --on: light-dark(#fff, #1d1915); }
      body { margin: 0; font: 16px/1.5 Georgia, serif; color: var(--ink); background: var(--paper); }
      header, main { max-width: 60rem; margin: auto; padding: 1rem 1.25rem; }
      header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; border-bottom: 1px solid var(--line); }
      header strong { font-size: 1.3rem; } header form { margin-left: auto; display: flex; gap: .4rem; }
      input { font: inherit; padding: .45rem .6rem; border: 1px solid var(--faint); border-radius: 4px; background: none; color: inherit; min-width: 0; }
      button { font: inherit; min-height: 44px; padding: .4rem 1rem; border: 0; border-radius: 4px; background: var(--fill); color: var(--on); cursor: pointer; }
      ul { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
      li { border: 1px solid var(--line); border-radius: 6px; padding: 1rem; display: grid; gap: .35rem; align-content: space-between; }
      .faint { color: var(--faint); } a { color: inherit; }
      """;

  private ShopPages() {}

  static String shelf(Shop shop, String customer, String said) {
    boolean in = shop.isLoggedIn(customer);
    return page(
        "Merchant Row, books",
        """
        <h1>Books from the bridge</h1>%s
        %s
        <ul>%s</ul>
        <p class="faint">payments %s · search %s · checkout %s</p>
        """
            .formatted(
                said,
                in
                    ? "<p>You are logged in. <a href=\"/basket\">Your basket</a></p>"
                    : "<form method=\"post\" action=\"/log-in\"><button>Log in as a customer</button></form>",
                shelf(Shop.BOOKS, in),
                shop.version("payments"),
                shop.version("search"),
                shop.version("checkout")));
  }

  private static String shelf(List<Shop.Book> books, boolean mayBuy) {
    return books.stream()
        .map(
            book ->
                "<li><strong>%s</strong><span class=\"faint\">%s · %s</span>%s</li>"
                    .formatted(
                        book.title(),
                        book.by(),
                        book.price(),
                        mayBuy
                            ? "<form method=\"post\" action=\"/basket\"><input type=\"hidden\" name=\"book\" value=\"%s\"><button>Put in the basket</button></form>"
                                .formatted(book.id())
                            : ""))
        .collect(Collectors.joining());
  }

  static String found(List<Shop.Book> books, String words) {
    return page(
        "Found",
        "<h1>%s for “%s”</h1><ul>%s</ul><p><a href=\"/\">All books</a></p>"
            .formatted(
                books.size() == 1 ? "1 book" : books.size() + " books",
                escaped(words),
                shelf(books, false)));
  }

  static String basket(List<Shop.Book> books) {
    return page(
        "Your basket",
        books.isEmpty()
            ? "<h1>Your basket is empty</h1><p><a href=\"/\">Find a book</a></p>"
            : "<h1>Your basket</h1><ul>%s</ul><form method=\"post\" action=\"/pay\"><button>Pay</button></form>"
                .formatted(shelf(books, false)));
  }

  static String thanks() {
    return page(
        "Thank you",
        "<h1>Thank you</h1><p>The books are on their way.</p><p><a href=\"/\">More books</a></p>");
  }

  static String sorry(String why) {
    return page(
        "That did not work",
        "<h1>That did not work</h1><p>Nothing was charged. Please try again in a while.</p><p class=\"faint\">%s</p><p><a href=\"/\">Back to the books</a></p>"
            .formatted(escaped(why)));
  }

  private static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title><style>%s</style></head>
        <body><header><strong><a href="/">Merchant Row</a></strong><a href="/basket">Basket</a>
        <form action="/search"><input name="q" type="search" aria-label="Find a book" placeholder="Find a book"><button>Find</button></form></header>
        <main>%s</main></body></html>
        """
        .formatted(title, STYLE, body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
