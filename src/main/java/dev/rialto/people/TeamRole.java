package dev.rialto.people;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What somebody does in a team; one person may do several things. */
public enum TeamRole {
  SCRUM_MASTER("Scrum Master"),
  PRODUCT_OWNER("Product Owner"),
  DEVELOPER("developer"),
  OPERATIONS("operations");

  private final String said;

  TeamRole(String said) {
    this.said = said;
  }

  /** The word in the database and the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String said() {
    return said;
  }

  static boolean isOne(String word) {
    return Arrays.stream(values()).anyMatch(role -> role.word().equals(word));
  }

  static List<String> words() {
    return Arrays.stream(values()).map(TeamRole::word).toList();
  }

  static String said(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .map(TeamRole::said)
        .findFirst()
        .orElse(word);
  }
}
