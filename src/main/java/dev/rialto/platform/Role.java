package dev.rialto.platform;

import java.util.Locale;

/** What a person may do in the whole house; membership of a team is asked for separately. */
public enum Role {
  VIEWER,
  MEMBER,
  ADMIN;

  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }

  /** The word used in the database, the API and on screens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
