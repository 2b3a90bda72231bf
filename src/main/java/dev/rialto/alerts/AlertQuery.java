package dev.rialto.alerts;

import com.google.re2j.Pattern;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
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

  private static final int ROWS_AT_ONCE = 1_000;

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

  private record Row(
      String fingerprint,
      @Nullable String receiver,
      @Nullable String silencedBy,
      Instant updatedAt,
      Instant startsAt,
      @Nullable Instant endsAt,
      String labels,
      String annotations,
      String generatorUrl) {}

  /** Needs a transaction: only there does the driver hand rows out bit by bit. */
  void run(Tx tx, Instant now, Consumer<Found> each) {
    tx.handle()
        .createQuery(
            """
            select a.fingerprint, t.slug as receiver, a.held_by::text as silenced_by,
                   greatest(a.updated_at, a.last_seen_at) as updated_at,
                   a.started_at as starts_at, a.timeout_at as ends_at, a.labels::text as labels,
                   a.annotations::text as annotations, a.generator_url
              from alert a left join team_view t on t.id = a.team_id
             where a.ended_at is null and a.merged_into is null
               and (:active or a.held_by is not null)
               and (:silenced or a.held_by is null)
             order by a.severity, a.started_at desc, a.id
            """)
        .bind("active", active)
        .bind("silenced", silenced)
        .setFetchSize(ROWS_AT_ONCE)
        .map(ConstructorMapper.of(Row.class))
        .useStream(
            rows ->
                rows.forEach(
                    row -> {
                      var receiver = row.receiver() == null ? NOBODY : row.receiver();
                      if ((this.receiver == null || this.receiver.matches(receiver))
                          && (matchers.isEmpty()
                              || Matcher.all(matchers, Labels.of(row.labels())))) {
                        each.accept(found(row, receiver, now));
                      }
                    }));
  }

  private static Found found(Row row, String receiver, Instant now) {
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
