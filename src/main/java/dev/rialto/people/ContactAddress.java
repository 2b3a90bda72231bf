package dev.rialto.people;

import dev.rialto.platform.Scrutiny;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a contact method is written down: what may be shown of it, and what is sealed. Pure.
 *
 * @param shown kept in the open: for an address that is itself a secret only its host and last four
 * @param secret what is sealed, or null
 */
record ContactAddress(ContactKind kind, String shown, @Nullable String secret) {
  static final int LONGEST_SECRET = 500;
  static final int SHORTEST_SIGNING_SECRET = 16;
  private static final Pattern TOPIC = Pattern.compile("/(?:[^/]+/)*[-_A-Za-z0-9]{1,64}");
  private static final Pattern ONE_WORD = Pattern.compile("[\\x21-\\x7e]*");

  /** The kind, or null with the mistake noted. */
  static @Nullable ContactKind kind(Scrutiny scrutiny, String field, String word) {
    for (var kind : ContactKind.values()) if (kind.word().equals(word)) return kind;
    var kinds =
        Arrays.stream(ContactKind.values())
            .map(ContactKind::word)
            .collect(Collectors.joining(", "));
    scrutiny.wrong(field, "Choose one of " + kinds + ".");
    return null;
  }

  static ContactAddress read(Scrutiny scrutiny, ContactKind kind, String address, String secret) {
    scrutiny
        .holds(
            ONE_WORD.matcher(secret).matches(),
            "secret",
            "Printable characters without blanks only.")
        .holds(
            secret.length() <= LONGEST_SECRET,
            "secret",
            "At most %d characters.".formatted(LONGEST_SECRET));
    if (kind == ContactKind.EMAIL) {
      Particulars.email(scrutiny, "address", address);
    } else {
      url(scrutiny, address);
    }
    switch (kind) {
      case EMAIL, SLACK, MATTERMOST ->
          scrutiny.holds(secret.isEmpty(), "secret", "%s needs no secret.".formatted(kind.title()));
      case NTFY ->
          scrutiny.holds(
              TOPIC.matcher(path(address)).matches(),
              "address",
              "The address ends in the topic: letters, digits, - and _, such as https://ntfy.sh/ada-4711.");
      case WEBHOOK ->
          scrutiny.holds(
              secret.isEmpty() || secret.length() >= SHORTEST_SIGNING_SECRET,
              "secret",
              "At least %d characters, or none: then Rialto makes one."
                  .formatted(SHORTEST_SIGNING_SECRET));
    }
    if (kind.addressIsSecret()) return new ContactAddress(kind, masked(address), address);
    return new ContactAddress(kind, address, secret.isEmpty() ? null : secret);
  }

  private static void url(Scrutiny scrutiny, String address) {
    scrutiny.line("address", address, 2_000).webLink("address", address);
    if (!scrutiny.isClean()) return;
    var uri = URI.create(address);
    scrutiny
        .holds(
            uri.getRawUserInfo() == null,
            "address",
            "Take the name and password out of the address; they would stand in the open.")
        .holds(uri.getRawFragment() == null, "address", "Take out the # and what follows it.");
  }

  private static String path(String address) {
    try {
      var path = new URI(address).getPath();
      return path == null ? "" : path;
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /** {@code hooks.slack.com/…Q7xZ}: enough to tell two apart, too little to post. */
  static String masked(String address) {
    try {
      var host = new URI(address).getHost();
      var end = address.length() < 24 ? "" : address.substring(address.length() - 4);
      return (host == null ? "" : host) + "/…" + end;
    } catch (URISyntaxException e) {
      return "…";
    }
  }
}
