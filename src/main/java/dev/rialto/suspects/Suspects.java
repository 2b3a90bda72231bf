package dev.rialto.suspects;

import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what changed before something broke. Reads only; nothing is kept of what it thinks. */
public final class Suspects {
  /** Before the breakage: a version that slept for a day may still be named or rolled back. */
  static final Duration LOOK_BACK = Duration.ofHours(24);

  static final int MOST_DEPLOYMENTS = 300;
  static final int MOST_NEEDS = 200;
  static final int MOST_OUTAGES = 500;

  /** What leans on what leans on it: further away hardly anybody would look. */
  static final int DEPTH = 3;

  private Suspects() {}

  /** Somebody's words about what happened. */
  public record Said(String who, Instant at, String text) {}

  /** What somebody said of one deployment. */
  public record Judged(Verdict verdict, String by, Instant at) {}

  /** The likeliest first; no services, no suspects. */
  public static List<Suspect> of(
      Tx tx,
      Collection<Long> services,
      Instant began,
      Instant until,
      List<Said> said,
      Map<Long, Judged> judged) {
    if (services.isEmpty()) {
      return List.of();
    }
    var sql = tx.attach(SuspectSql.class);
    var own = services.toArray(Long[]::new);
    var needs = new LinkedHashMap<Long, Inquiry.Need>();
    sql.needs(own, DEPTH, MOST_NEEDS)
        .forEach(n -> needs.put(n.id(), n.hard() ? Inquiry.Need.HARD : Inquiry.Need.SOFT));
    var all = new ArrayList<Long>(services);
    all.addAll(needs.keySet());
    var asked = all.toArray(Long[]::new);
    var from = began.minus(LOOK_BACK);
    return new Suspicion(
            new Inquiry(
                new HashSet<>(services),
                needs,
                began,
                until,
                sql.deployments(asked, from, until, MOST_DEPLOYMENTS),
                sql.outages(asked, from, until, MOST_OUTAGES),
                new HashSet<>(sql.watched(asked, MOST_OUTAGES)),
                said,
                judged))
        .suspects();
  }
}
