package dev.rialto.people;

import dev.rialto.platform.Role;
import dev.rialto.platform.Scrutiny;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person tells about themselves, looked at field by field. Pure. */
final class Particulars {
  static final int LONGEST_NAME = 120;
  static final int LONGEST_EMAIL = 254;

  /**
   * Loose on purpose: a mail server knows better; what could break a header or a page stays out.
   */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@<>()\\[\\]\",;:\\\\]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

  private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{S}]");

  private Particulars() {}

  static void name(Scrutiny scrutiny, String field, String name) {
    scrutiny
        .line(field, name, LONGEST_NAME)
        .holds(
            name.isEmpty() || VISIBLE.matcher(name).find(),
            field,
            "A name needs at least one letter, so that others can call it.");
  }

  static void email(Scrutiny scrutiny, String field, String email) {
    scrutiny
        .line(field, email, LONGEST_EMAIL)
        .holds(
            isEmail(email),
            field,
            "This is no e-mail address. A whole one looks like ada@merchantrow.example.");
  }

  static boolean isEmail(String text) {
    return EMAIL.matcher(text).matches() && !text.contains("..");
  }

  static void password(
      Scrutiny scrutiny, String field, String password, String email, String name) {
    var objection = Passwords.objection(password, email, name);
    if (objection != null) scrutiny.wrong(field, objection);
  }

  static void zone(Scrutiny scrutiny, String field, String zone) {
    scrutiny.holds(
        Zones.exists(zone), field, "Choose a place from the list, such as Europe/Rome, or UTC.");
  }

  /** The role, or null with the mistake noted. */
  static @Nullable Role role(Scrutiny scrutiny, String field, String word) {
    for (var role : Role.values()) {
      if (role.word().equals(word)) return role;
    }
    scrutiny.wrong(
        field,
        "Choose one of "
            + Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "))
            + ".");
    return null;
  }
}
