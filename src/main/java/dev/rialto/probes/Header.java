package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import java.util.Locale;
import java.util.Set;

/** A header to send; its value may be a secret. */
record Header(String name, Hushed value) {
  static final int LONGEST_NAME = 100;
  static final int LONGEST_VALUE = 8_000;

  /** These frame the message: whoever sets them breaks the connection, not the target. */
  private static final Set<String> OURS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  static Header read(Typed typed) {
    typed.only("name", "value", "secret");
    boolean secret = typed.yes("secret", false);
    return new Header(
        typed.line("name"),
        secret ? Hushed.secret(typed.textOrNull("value")) : Hushed.open(typed.text("value")));
  }

  static boolean isName(String text) {
    return text.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  }

  void check(Scrutiny scrutiny, String where) {
    scrutiny.holds(
        isName(name) && name.length() <= LONGEST_NAME,
        where + ".name",
        "The name of a header, for example X-Api-Key.");
    var lower = key();
    scrutiny.holds(
        !OURS.contains(lower) && !lower.startsWith("proxy-"),
        where + ".name",
        "%s is set by Rialto itself; leave it out.".formatted(name));
    scrutiny.holds(
        !value.isMissing(), where + ".value", "Type the secret; none is kept for this header.");
    scrutiny.holds(
        value.clear().length() <= LONGEST_VALUE,
        where + ".value",
        "At most %,d characters.".formatted(LONGEST_VALUE));
    scrutiny.holds(
        value.clear().matches("[\\x20-\\x7E\\t]*"),
        where + ".value",
        "One line of plain ASCII characters; a header takes no others.");
  }

  /** Not sent along when the target redirects to a stranger. */
  boolean belongsToTheSite() {
    return value.secret() || Set.of("authorization", "cookie", "host").contains(key());
  }

  String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  JsonNode write() {
    var json = Json.MAPPER.createObjectNode().put("name", name);
    return value.secret() ? json.put("secret", true) : json.put("value", value.clear());
  }
}
