package dev.rialto.platform;

/** What a browser sees when a door refuses: the same words as the API's problem. */
public record ErrorPage(int status, String title, String detail) {

  /** Where the manual goes on; these two are its pages for whoever stands before a shut door. */
  public String readOn() {
    return switch (status) {
      case 401, 403 -> "/docs/guide/people#inviting-and-forgotten-passwords";
      case 500, 503 -> "/docs/guide/operations#when-something-breaks";
      default -> "/docs";
    };
  }

  public String readOnWords() {
    return switch (status) {
      case 401, 403 -> "Who may do what";
      case 500, 503 -> "What to look at when something breaks";
      default -> "The manual";
    };
  }
}
