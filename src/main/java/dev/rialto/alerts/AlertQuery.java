package dev.rialto.alerts;

import com.google.re2j.Pattern;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Open alerts as Alertmanager's v2 tools ask for them: by conditions on labels, with or without
 * those held by a silence, of one receiver. A team is a receiver here.
 *
 * @param receiver matches whole names of teams; null asks nothing
 */
public record AlertQuery(
    List<Matcher> matchers,
    boolean active,
    boolean silenced,
    boolean inhibited,
    boolean unprocessed,
    @Nullable Pattern receiver) {

  /** Whoever receives what nobody owns while no team of last resort is named. */
  public static final String NOBODY = "nobody";

  /** A sender of alerts without an end never names one; tools expect a moment ahead. */
  static final Duration NO_END = Duration.ofMinutes(5);

  /** One alert, with its labels as JSON text already, since tens of thousands pass through. */
  public record Found(
      String fingerprint,
      String receiver,
      @Nullable String silencedBy,
      Instant updatedAt,
      Instant startsAt,
      Instant endsAt,
      String labels,
      String annotations,
      String generatorUrl) {
    public String state() {
      return silencedBy == null ? "active" : "suppressed";
    }

    public List<String> silences() {
      return silencedBy == null ? List.of() : List.of(silencedBy);
    }

    public Map<String, String> labelMap() {
      return Labels.of(labels);
    }
  }

  /** Needs a transaction: only there does the driver hand rows out bit by bit. */
  void run(Tx tx, Instant now, Consumer<Found> each) {
    tx.attach(AlertReadSql.class)
        .openOnes(
            active,
            silenced,
            row -> {
              var team = row.receiver() == null ? NOBODY : row.receiver();
              if ((receiver == null || receiver.matches(team))
                  && (matchers.isEmpty() || Matcher.all(matchers, Labels.of(row.labels())))) {
                each.accept(found(row, team, now));
              }
            });
  }

  private static Found found(AlertReadSql.OpenOne row, String receiver, Instant now) {
    return new Found(
        row.fingerprint(),
        receiver,
        row.silencedBy(),
        row.updatedAt(),
        row.startsAt(),
        row.endsAt() == null ? now.plus(NO_END) : row.endsAt(),
        row.labels(),
        row.annotations(),
        row.generatorUrl());
  }
}
