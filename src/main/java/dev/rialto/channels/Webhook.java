package dev.rialto.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.channels.Outcome.Delivered;
import dev.rialto.channels.Outcome.Undelivered;
import dev.rialto.platform.Database;
import dev.rialto.platform.Json;
import dev.rialto.platform.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same message as JSON for a program of one's own. Signed with the secret both sides know, with
 * the time inside the signature, so that the receiver can refuse what is forged or replayed.
 */
final class Webhook implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

  static final int SHORTEST_SECRET = 16;
  static final int LONGEST_TITLE = 1000;
  static final int LONGEST_TEXT = 20_000;
  static final int MOST_LINES = 200;
  static final int LONGEST_REASON = 500;

  private final Poster poster;
  private final Database db;
  private final InstantSource clock;

  Webhook(Poster poster, Database db, InstantSource clock) {
    this.poster = poster;
    this.db = db;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "webhook";
  }

  @Override
  public Optional<String> wrongWith(Address address) {
    return poster.wrongWith(address.address()).or(() -> wrongSecret(address));
  }

  private static Optional<String> wrongSecret(Address address) {
    return address.secret() != null && address.secret().length() >= SHORTEST_SECRET
        ? Optional.empty()
        : Optional.of(
            "A signed webhook needs a secret of at least %d characters that both sides know."
                .formatted(SHORTEST_SECRET));
  }

  @Override
  public Outcome deliver(Message message, Address address) {
    var wrong = wrongWith(address);
    var secret = address.secret();
    if (wrong.isPresent() || secret == null) {
      return Undelivered.forGood(wrong.orElse("There is no secret to sign with."));
    }
    var hash = Sha256.of(address.address());
    var state = db.read(tx -> tx.attach(HealthSql.class).find(hash));
    var offSince = state.map(HealthSql.Row::offSince).orElse(null);
    if (offSince != null && !switchesOnAgain(message)) {
      return Undelivered.forGood(switchedOff(offSince));
    }
    var outcome = post(message, address.address(), secret);
    try {
      if (state.isPresent() || outcome instanceof Undelivered) {
        remember(outcome, hash);
      }
    } catch (RuntimeException e) {
      // It has left: a database that is away must not make a failure of it, and a second message.
      LOG.warn("What became of message {} was not counted: {}", message.id(), e.toString());
    }
    return outcome;
  }

  /** Somebody is looking: a code or a test that arrives proves that the receiver is back. */
  private static boolean switchesOnAgain(Message message) {
    return message.kind() == Message.Kind.TEST || message.kind() == Message.Kind.CODE;
  }

  private static String switchedOff(Instant since) {
    return "Switched off since %s after %d failures in a row. Send a test to switch it on again."
        .formatted(since, Switch.FAILURES);
  }

  private Outcome post(Message message, String address, String secret) {
    var body = Json.bytes(json(message));
    return poster.post(
        address,
        message,
        Map.of("X-Rialto-Signature", signature(secret, clock.instant().getEpochSecond(), body)),
        Poster.JSON,
        body);
  }

  private void remember(Outcome outcome, byte[] hash) {
    db.run(
        tx -> {
          var sql = tx.attach(HealthSql.class);
          switch (outcome) {
            case Delivered ignored -> sql.forget(hash);
            case Undelivered undelivered -> {
              var now = clock.instant();
              var next = sql.lock(hash, kind(), now).asSwitch().failed(now);
              sql.keep(
                  hash,
                  next.failures(),
                  next.firstFailure(),
                  next.offSince(),
                  Plain.cut(undelivered.reason(), LONGEST_REASON));
            }
          }
        });
  }

  private static Map<String, Object> json(Message message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", message.id());
    json.put("repeat", message.repeat());
    json.put("kind", message.kind().word());
    json.put("title", Plain.cut(message.title(), LONGEST_TITLE));
    json.put("text", Plain.cut(message.text(), LONGEST_TEXT));
    json.put("severity", message.severity());
    json.put("where", message.where());
    json.put("who", message.who());
    json.put("since", message.since());
    json.put("link", message.link());
    json.put("act_link", message.actLink());
    json.put("thread", message.thread());
    json.put(
        "alerts",
        message.lines().stream()
            .limit(MOST_LINES)
            .map(
                line ->
                    Map.of(
                        "alert", line.alert(),
                        "title", Plain.cut(line.title(), LONGEST_TITLE),
                        "severity", line.severity(),
                        "link", line.link()))
            .toList());
    json.put(
        "alert_ids",
        message.lines().isEmpty() && !message.thread().isEmpty()
            ? List.of(message.thread())
            : message.lines().stream().map(Message.Line::alert).toList());
    json.put("alerts_left_out", Math.max(0, message.lines().size() - MOST_LINES));
    return json;
  }

  /** {@code t=<seconds>,sha256=<hex>}: HMAC-SHA256 over the seconds, a full stop and the body. */
  static String signature(String secret, long seconds, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(UTF_8));
      mac.update(ByteBuffer.wrap(body));
      return "t=%d,sha256=%s".formatted(seconds, HexFormat.of().formatHex(mac.doFinal()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
