package dev.rialto.uptime;

import dev.rialto.probes.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of results column by column: one statement writes them all. */
final class ResultRows {
  private final List<Long> ids;
  private final List<Instant> ats = new ArrayList<>();
  private final List<Short> verdicts = new ArrayList<>();
  private final List<Boolean> seconds = new ArrayList<>();
  private final List<@Nullable Short> statuses = new ArrayList<>();
  private final List<@Nullable Integer> tooks = new ArrayList<>();
  private final List<@Nullable Integer> resolves = new ArrayList<>();
  private final List<@Nullable Integer> connects = new ArrayList<>();
  private final List<@Nullable Integer> tlss = new ArrayList<>();
  private final List<@Nullable Integer> processings = new ArrayList<>();
  private final List<@Nullable Integer> transfers = new ArrayList<>();
  private final List<Integer> lates = new ArrayList<>();
  private final List<@Nullable Integer> speaks = new ArrayList<>();
  private final List<@Nullable String> certificates = new ArrayList<>();
  private final List<@Nullable String> reasons = new ArrayList<>();

  ResultRows(int size) {
    ids = new ArrayList<>(size);
  }

  void add(Result result) {
    var sample = result.sample();
    var interval = sample.interval();
    ids.add(result.watched().id());
    ats.add(sample.at());
    verdicts.add((short) sample.verdict().ordinal());
    seconds.add(sample.secondTry());
    statuses.add(result.status() == null ? null : result.status().shortValue());
    tooks.add(Result.micros(result.took()));
    resolves.add(result.micros(Phase.RESOLVE));
    connects.add(result.micros(Phase.CONNECT));
    tlss.add(result.micros(Phase.TLS));
    processings.add(result.micros(Phase.PROCESSING));
    transfers.add(result.micros(Phase.TRANSFER));
    lates.add((int) Math.clamp(result.late().toMillis(), Integer.MIN_VALUE, Integer.MAX_VALUE));
    speaks.add(interval == null ? null : (int) Math.min(Integer.MAX_VALUE, interval.toMillis()));
    certificates.add(result.certificateEnds() == null ? null : result.certificateEnds().toString());
    reasons.add(
        sample.reason().isEmpty()
            ? null
            : sample
                .reason()
                .substring(0, Math.min(sample.reason().length(), Timekeeping.LONGEST_CAUSE)));
  }

  void write(KeepSql sql) {
    sql.insert(
        ids,
        ats,
        verdicts,
        seconds,
        statuses,
        tooks,
        resolves,
        connects,
        tlss,
        processings,
        transfers,
        lates,
        speaks,
        certificates,
        reasons);
  }
}
