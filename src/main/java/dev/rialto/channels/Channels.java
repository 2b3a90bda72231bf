package dev.rialto.channels;

import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a message to the channel it is meant for and tells what became of it; it never throws. */
public final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

  private final Map<String, Channel> channels = new TreeMap<>();

  public Channels(List<Channel> channels) {
    for (var channel : channels) {
      if (this.channels.put(channel.kind(), channel) != null) {
        throw new IllegalArgumentException("Two channels are called " + channel.kind());
      }
    }
  }

  /** Every channel there is; without a mail server, mail says so when it is tried. */
  public static Channels standard(
      Database db, InstantSource clock, VettedAddress vetted, @Nullable MailServer mailServer) {
    var poster = new Poster(vetted, clock);
    return new Channels(
        List.of(
            new Email(mailServer),
            new Ntfy(poster),
            new Slack(poster),
            new Mattermost(poster),
            new Webhook(poster, db, clock)));
  }

  public Set<String> kinds() {
    return channels.keySet();
  }

  /**
   * What is wrong with this address, said to the person who typed it; empty when it can be tried.
   */
  public Optional<String> wrongWith(String kind, Address address) {
    var channel = channels.get(kind);
    return channel == null ? Optional.of(unknown(kind)) : channel.wrongWith(address);
  }

  /** Takes up to about seven seconds: only for leased jobs, never inside a transaction. */
  public Outcome deliver(String kind, Message message, Address address) {
    var channel = channels.get(kind);
    if (channel == null) {
      return Outcome.Undelivered.forGood(unknown(kind));
    }
    try {
      return channel.deliver(message, address);
    } catch (RuntimeException e) {
      // A bug of ours must not cost a page: it is logged, and tried again like any other failure.
      LOG.error("The {} channel failed on message {}", kind, message.id(), e);
      return Outcome.Undelivered.forNow("Rialto itself failed while sending; see its log.");
    }
  }

  private String unknown(String kind) {
    return "There is no channel “%s”; there are %s."
        .formatted(kind, String.join(", ", channels.keySet()));
  }
}
