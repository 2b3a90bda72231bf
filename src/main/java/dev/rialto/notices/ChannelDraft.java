package dev.rialto.notices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.channels.Address;
import dev.rialto.channels.Channels;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody typed about a channel; an empty address or secret leaves the one there is. */
public record ChannelDraft(
    String name, String kind, String address, String secret, String hears, List<String> tells) {
  public static final List<String> KINDS = List.of("slack", "mattermost", "ntfy", "webhook");
  public static final List<String> HEARS = List.of("all", "production");

  /** What may be told of a deployment, in the order in which it happens. */
  public static final List<String> TELLS =
      List.of("waiting", "started", "succeeded", "failed", "cancelled", "rolled_back");

  /** What nearly every team wants to hear: how it ended. */
  static final List<String> ENDS = List.of("succeeded", "failed", "rolled_back");

  static final int LONGEST_NAME = 80;
  static final int LONGEST_ADDRESS = 2_000;
  static final int LONGEST_SECRET = 500;
  private static final Set<String> KNOWN =
      Set.of("name", "kind", "address", "secret", "hears", "tells", "version");

  static ChannelDraft blank() {
    return new ChannelDraft("", "slack", "", "", "production", ENDS);
  }

  static ChannelDraft merge(@Nullable ChatChannel before, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, KNOWN);
    return new ChannelDraft(
        fields.text("name", before == null ? "" : before.name()),
        fields.text("kind", before == null ? "" : before.kind()),
        fields.text("address", ""),
        fields.text("secret", ""),
        fields.text("hears", before == null ? "production" : before.hears()),
        fields.texts("tells", before == null ? ENDS : before.tells()));
  }

  void check(Channels channels, @Nullable ChatChannel before, Scrutiny scrutiny) {
    scrutiny.line("name", name, LONGEST_NAME);
    scrutiny.holds(KINDS.contains(kind), "kind", "One of " + String.join(", ", KINDS) + ".");
    scrutiny.holds(HEARS.contains(hears), "hears", "One of " + String.join(", ", HEARS) + ".");
    scrutiny.holds(
        !tells.isEmpty() && TELLS.containsAll(tells),
        "tells",
        "Choose at least one of " + String.join(", ", TELLS) + ".");
    scrutiny.optionalLine("address", address, LONGEST_ADDRESS);
    scrutiny.optionalLine("secret", secret, LONGEST_SECRET);
    boolean kept = before != null && before.kind().equals(kind) && address.isEmpty();
    if (before != null && !kept && address.isEmpty()) {
      scrutiny.wrong("address", "Another kind of channel needs its own address.");
    }
    if (scrutiny.isClean() && !kept) {
      scrutiny.webLink("address", address);
      channels
          .wrongWith(kind, new Address(address, secret.isEmpty() ? null : secret))
          .ifPresent(
              wrong -> scrutiny.wrong(wrong.contains("secret") ? "secret" : "address", wrong));
    }
  }

  /** In the order in which they happen, each once. */
  List<String> told() {
    return TELLS.stream().filter(tells::contains).toList();
  }

  String shown() {
    var host = URI.create(address).getHost();
    return host == null ? "" : host.length() > 200 ? host.substring(0, 200) : host;
  }

  /** As it is shown again after a mistake: what is secret has to be typed anew. */
  ChannelDraft withoutSecrets() {
    return new ChannelDraft(name, kind, "", "", hears, tells);
  }
}
