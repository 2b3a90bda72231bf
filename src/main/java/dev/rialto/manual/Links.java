package dev.rialto.manual;

import java.net.URI;

/** How the pages of one edition lead to each other. Pure. */
sealed interface Links {

  /** The address of a page as a link on another one. */
  String page(String from, String to);

  /** The address of anything else of the manual: a picture, a style sheet. */
  String file(String from, String name);

  /** Where the manual begins, as a link of a page, for scripts to build addresses from. */
  String base(String from);

  /** What a page's address ends in. */
  String suffix();

  /** In the running product: absolute, below one path. */
  record Served(String root) implements Links {
    @Override
    public String page(String from, String to) {
      return to.isEmpty() ? root : root + "/" + to;
    }

    @Override
    public String file(String from, String name) {
      return root + "/" + name;
    }

    @Override
    public String base(String from) {
      return root + "/";
    }

    @Override
    public String suffix() {
      return "";
    }
  }

  /** As files, wherever somebody puts them: relative, so that no server is needed. */
  record Written() implements Links {
    static final String START = "index";

    @Override
    public String page(String from, String to) {
      return file(from, (to.isEmpty() ? START : to) + suffix());
    }

    @Override
    public String file(String from, String name) {
      return base(from) + name;
    }

    @Override
    public String base(String from) {
      return "../".repeat((int) from.chars().filter(c -> c == '/').count());
    }

    @Override
    public String suffix() {
      return ".html";
    }
  }

  /** The page that a file of the repository becomes. */
  static String path(String paper) {
    var plain = paper.replaceFirst("^docs/", "").replaceFirst("\\.md$", "");
    if (plain.equals("README")) {
      return "";
    }
    var bare = plain.replaceFirst("/README$", "");
    return paper.startsWith("docs/") ? bare : bare.toLowerCase(java.util.Locale.ROOT);
  }

  /** What a file links to, as a name in the repository. */
  static String target(String paper, String destination) {
    return URI.create("/" + paper).resolve(destination).getPath().replaceFirst("^/", "");
  }
}
