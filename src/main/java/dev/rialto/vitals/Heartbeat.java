package dev.rialto.vitals;

import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Database;
import dev.rialto.platform.Network;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Tells a dead man's switch elsewhere that all is well, and says nothing when it is not: whoever
 * waits there in vain rings. Sent by a job, so that jobs that stand still are noticed as well.
 */
final class Heartbeat {
  static final Duration CONNECT = Duration.ofSeconds(5);
  static final Duration WHOLE_CALL = Duration.ofSeconds(10);

  /** An administrator named the address in the settings, and that is permission. */
  private static final List<Network> ANYWHERE =
      List.of(Network.of("0.0.0.0/0"), Network.of("::/0"));

  private final Database db;
  private final Optional<String> address;
  private final InstantSource clock;
  private final OkHttpClient client;

  Heartbeat(Database db, Optional<String> address, InstantSource clock) {
    this.db = db;
    this.address = address;
    this.clock = clock;
    this.client =
        new VettedAddress(ANYWHERE)
            .client()
            .connectTimeout(CONNECT)
            .readTimeout(WHOLE_CALL)
            .callTimeout(WHOLE_CALL)
            .build();
  }

  boolean isSet() {
    return address.isPresent();
  }

  /** One beat, unless something is unwell; what came of it is kept. */
  void beat() {
    if (address.isEmpty()) {
      return;
    }
    var held = db.read(tx -> why(tx.attach(VitalSql.class).nodes()));
    var said = held.map(why -> "Held back: " + why).orElseGet(() -> send(address.get()));
    boolean sent = held.isEmpty() && said.startsWith("Answered");
    db.run(
        tx -> {
          tx.attach(VitalSql.class).keepBeat(clock.instant(), sent, said);
          tx.tell(Vitals.TOPIC);
        });
  }

  /** Why nothing is sent: somebody is unwell, or nobody has looked lately. Pure. */
  static Optional<String> why(List<VitalSql.NodeRow> nodes) {
    var living = nodes.stream().filter(Heartbeat::lives).toList();
    if (living.isEmpty()) {
      return Optional.of("no node has looked after itself lately.");
    }
    var unwell =
        living.stream()
            .flatMap(node -> node.unwell().stream())
            .distinct()
            .sorted()
            .map(word -> Vital.of(word).map(Vital::title).orElse(word))
            .collect(Collectors.joining(", "));
    return unwell.isEmpty() ? Optional.empty() : Optional.of("unwell: " + unwell + ".");
  }

  private static boolean lives(VitalSql.NodeRow node) {
    return node.leftAt() == null && node.agoMs() <= Limits.SEEN_WITHIN.toMillis();
  }

  /** The address is a secret: what is kept never names it. */
  private String send(String url) {
    var request = new Request.Builder().url(url).header("User-Agent", "Rialto").get().build();
    try (var answer = client.newCall(request).execute()) {
      return answer.isSuccessful()
          ? "Answered " + answer.code() + "."
          : "Refused with " + answer.code() + ": is RIALTO_HEARTBEAT_URL still right?";
    } catch (InterruptedIOException e) {
      return "No answer within " + WHOLE_CALL.toSeconds() + " s.";
    } catch (IOException e) {
      return "Could not be reached: " + e.getClass().getSimpleName() + ".";
    }
  }
}
