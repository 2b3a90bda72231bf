package dev.rialto.company;

import dev.rialto.shop.Shop;
import java.util.List;

/** Merchant Row, a bookshop: who works there and what they run. */
public final class Company {
  static final String DOMAIN = "merchantrow.example";

  /** The service of the story, and the check that fails in it. */
  public static final String STORY_SERVICE = "payments";

  public static final String STORY_CHECK = "Customer can pay";
  public static final String STORY_TEAM = "checkout";

  /** Whose part is broken by hand, to see it reach its own owner. */
  public static final String BREAKABLE = "search";

  /** The first leads the team; the first three share its pager. */
  public record Team(String slug, String name, String about, List<Person> people) {
    List<Person> pager() {
      return people.subList(0, Math.min(3, people.size()));
    }
  }

  public record Person(String name, String login, String role) {
    public String email() {
      return login + "@" + DOMAIN;
    }

    String topic() {
      return login + "-phone";
    }
  }

  /** A part of the shop, the version it begins its history with, and what looks at it. */
  record Part(String name, String team, int tier, String capability, String about, String version) {
    String check() {
      return switch (name) {
        case STORY_SERVICE -> STORY_CHECK;
        case BREAKABLE -> "“bridge” finds its book";
        default -> name + " is well";
      };
    }

    String looksAt() {
      return name.equals(STORY_SERVICE) ? Shop.JOURNEY : name;
    }

    String expects() {
      return name.equals(STORY_SERVICE) ? "Thank you" : "healthy";
    }
  }

  public static final List<Team> TEAMS =
      List.of(
          new Team(
              "checkout",
              "Checkout",
              "Baskets, payment and receipts.",
              List.of(
                  new Person("Ada", "ada", "developer"),
                  new Person("Noor", "noor", "developer"),
                  new Person("Emil", "emil", "developer"),
                  new Person("Grace", "grace", "developer"),
                  new Person("Bea", "bea", "developer"),
                  new Person("Ifeoma", "ifeoma", "product_owner"))),
          new Team(
              "payments-ops",
              "Payments-Ops",
              "Keeps money moving at night.",
              List.of(
                  new Person("Yuki", "yuki", "operations"),
                  new Person("Tomás", "tomas", "operations"),
                  new Person("Sami", "sami", "operations"))),
          new Team(
              "catalogue",
              "Catalogue",
              "What there is, and how to find it.",
              List.of(
                  new Person("Mirela", "mirela", "developer"),
                  new Person("Joss", "joss", "developer"))),
          new Team(
              "platform",
              "Platform",
              "What everybody else stands on.",
              List.of(
                  new Person("Petra", "petra", "operations"),
                  new Person("Otto", "otto", "operations"))));

  private static final String PAY = "Customers can pay";
  private static final String FIND = "Customers find things";
  private static final String HEAR = "Customers hear from us";
  private static final String SIGN_IN = "Customers can sign in";
  private static final String ORDERS = "Orders reach people";

  static final List<Part> PARTS =
      List.of(
          new Part(
              "payments",
              "checkout",
              1,
              PAY,
              "Takes the customer’s money and tells checkout so.",
              "2.34.0"),
          new Part("checkout", "checkout", 1, PAY, "From a full basket to a paid order.", "5.2.0"),
          new Part(
              "fraud-check", "payments-ops", 2, PAY, "Says whether a payment smells.", "1.14.0"),
          new Part("basket", "checkout", 1, PAY, "What a customer means to buy.", "1.9.0"),
          new Part("receipts", "checkout", 3, PAY, "Writes and keeps every receipt.", "3.0.4"),
          new Part("ledger", "payments-ops", 2, PAY, "Every cent, twice.", "4.1.0"),
          new Part(
              "search",
              "catalogue",
              2,
              FIND,
              "Finds a book by what people remember of it.",
              "2.27.0"),
          new Part("catalogue", "catalogue", 2, FIND, "Every book there is.", "6.8.0"),
          new Part("prices", "catalogue", 2, FIND, "What a book costs today.", "2.2.0"),
          new Part("reviews", "catalogue", 3, FIND, "What readers say.", "1.6.0"),
          new Part("images", "catalogue", 3, FIND, "Covers, in every size.", "2.0.9"),
          new Part("web-shop", "checkout", 1, FIND, "The pages customers see.", "8.0.0"),
          new Part("mobile-api", "checkout", 2, FIND, "The same for the app.", "4.4.0"),
          new Part("mail", "platform", 3, HEAR, "Letters to customers.", "2.6.0"),
          new Part("newsletter", "platform", 4, HEAR, "Once a month, whoever wants it.", "1.1.0"),
          new Part("auth", "platform", 1, SIGN_IN, "Who is who.", "4.1.0"),
          new Part("accounts", "platform", 2, SIGN_IN, "Addresses and passwords.", "3.3.0"),
          new Part("gateway", "platform", 1, SIGN_IN, "The one way in.", "5.5.0"),
          new Part("inventory", "catalogue", 2, ORDERS, "What lies on which shelf.", "2.11.0"),
          new Part(
              "orders", "payments-ops", 1, ORDERS, "What was bought and where it is.", "7.2.0"),
          new Part("shipping", "payments-ops", 2, ORDERS, "Parcels and who carries them.", "1.4.0"),
          new Part("warehouse", "payments-ops", 3, ORDERS, "Who packs what next.", "2.0.0"),
          new Part(
              "backoffice", "platform", 4, ORDERS, "Where the shop’s own people look.", "1.19.0"),
          new Part(
              "reporting", "platform", 4, ORDERS, "Numbers for merchants, once a night.", "3.8.0"));

  /** Who needs whom; soft: it goes on without, with less. */
  static final List<List<String>> NEEDS =
      List.of(
          List.of("payments", "fraud-check", "hard"),
          List.of("payments", "ledger", "hard"),
          List.of("payments", "receipts", "soft"),
          List.of("checkout", "basket", "hard"),
          List.of("checkout", "payments", "hard"),
          List.of("checkout", "orders", "hard"),
          List.of("search", "catalogue", "hard"),
          List.of("catalogue", "prices", "hard"),
          List.of("catalogue", "images", "soft"),
          List.of("catalogue", "reviews", "soft"),
          List.of("web-shop", "search", "soft"),
          List.of("web-shop", "gateway", "hard"),
          List.of("mobile-api", "gateway", "hard"),
          List.of("orders", "inventory", "hard"),
          List.of("shipping", "orders", "hard"),
          List.of("newsletter", "mail", "hard"),
          List.of("accounts", "auth", "hard"));

  private Company() {}

  /** The team of this short name. */
  public static Team team(String slug) {
    return TEAMS.stream().filter(team -> team.slug().equals(slug)).findFirst().orElseThrow();
  }

  static Part part(String name) {
    return PARTS.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  /** Everybody. */
  public static List<Person> people() {
    return TEAMS.stream().flatMap(team -> team.people().stream()).toList();
  }
}
