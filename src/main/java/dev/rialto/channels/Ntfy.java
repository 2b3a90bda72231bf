package dev.rialto.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Push to a phone by way of an ntfy server, one's own or the public one. The message is posted to
 * the topic itself, so that any proxy path works; a title beyond ASCII travels as RFC 2047 words,
 * which ntfy decodes.
 */
final class Ntfy implements Channel {
  /** Longer texts would become an attachment, which a lock screen does not show. */
  static final int MOST_BYTES = 4000;

  static final int LONGEST_TITLE = 200;

  private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");
  private static final Pattern TOPIC = Pattern.compile("[-_A-Za-z0-9]{1,64}");

  private final Poster poster;

  Ntfy(Poster poster) {
    this.poster = poster;
  }

  @Override
  public String kind() {
    return "ntfy";
  }

  @Override
  public Optional<String> wrongWith(Address address) {
    return poster.wrongWith(address.address()).or(() -> wrongTopic(address.address()));
  }

  private static Optional<String> wrongTopic(String address) {
    var url = HttpUrl.parse(address);
    return url != null && TOPIC.matcher(url.pathSegments().getLast()).matches()
        ? Optional.empty()
        : Optional.of(
            "The address must end in a topic, such as https://ntfy.example.com/checkout-alerts"
                + " (letters, digits, - and _, up to 64).");
  }

  @Override
  public Outcome deliver(Message message, Address address) {
    var wrong = wrongWith(address);
    if (wrong.isPresent()) {
      return Outcome.Undelivered.forGood(wrong.get());
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put("Title", encoded(Plain.cut(message.subject(), LONGEST_TITLE)));
    headers.put("Priority", String.valueOf(priority(message)));
    headers.put("Tags", String.join(",", tags(message)));
    var link = HttpUrl.parse(message.link());
    if (link != null) {
      headers.put("Click", link.toString());
    }
    var actions = actions(message);
    if (!actions.isEmpty()) {
      headers.put("Actions", String.join("; ", actions));
    }
    if (address.secret() != null && !address.secret().isBlank()) {
      headers.put("Authorization", authorization(address.secret()));
    }
    var text = Plain.cutBytes(body(message), MOST_BYTES);
    return poster.post(address.address(), message, headers, TEXT, text.getBytes(UTF_8));
  }

  /** Five rings through Do Not Disturb on most phones; only what is critical may. */
  static int priority(Message message) {
    return switch (message.kind()) {
      case PAGE, RAISED ->
          switch (message.severity()) {
            case "critical" -> 5;
            case "error" -> 4;
            case "info" -> 2;
            default -> 3;
          };
      case ACKNOWLEDGED -> 2;
      case RESOLVED, CODE, TEST, LETTER, STATUS -> 3;
    };
  }

  private static List<String> tags(Message message) {
    var tags = new ArrayList<String>();
    tags.add(
        switch (message.kind()) {
          case PAGE, RAISED ->
              switch (message.severity()) {
                case "critical" -> "rotating_light";
                case "error" -> "red_circle";
                case "info" -> "information_source";
                default -> "warning";
              };
          case ACKNOWLEDGED -> "eyes";
          case RESOLVED -> "white_check_mark";
          case CODE -> "key";
          case TEST -> "test_tube";
          case LETTER, STATUS -> "envelope";
        });
    if (message.repeat()) {
      tags.add("repeat");
    }
    return tags;
  }

  /** Both only open a page: acting takes a tap on its button, so a preview cannot acknowledge. */
  private static List<String> actions(Message message) {
    var actions = new ArrayList<String>();
    addView(actions, "Open in Rialto", message.link());
    addView(actions, "Acknowledge", message.actLink());
    return actions;
  }

  private static void addView(List<String> actions, String label, @Nullable String link) {
    var url = link == null ? null : HttpUrl.parse(link);
    if (url != null) {
      // HttpUrl has encoded double quotes, so the quoted value holds any comma or semicolon.
      actions.add("view, %s, \"%s\"".formatted(label, url));
    }
  }

  private static String body(Message message) {
    var body = new StringBuilder();
    if (!message.text().isEmpty()) {
      body.append(message.text()).append("\n\n");
    }
    for (var fact : message.facts()) {
      body.append(fact.name()).append(": ").append(fact.value()).append('\n');
    }
    for (var line : message.lines()) {
      body.append("• [").append(line.severity()).append("] ").append(line.title()).append('\n');
    }
    return body.isEmpty() ? message.title() : body.toString().strip();
  }

  private static String authorization(String secret) {
    return secret.contains(":")
        ? "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))
        : "Bearer " + secret.strip();
  }

  static String encoded(String title) {
    try {
      // A title that looks encoded would be decoded into something nobody wrote.
      return MimeUtility.encodeText(title.replace("=?", "= ?"), "UTF-8", "B");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
