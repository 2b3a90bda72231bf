package dev.rialto.signals;

import dev.rialto.alerts.Symptom;
import dev.rialto.delivery.Told;
import dev.rialto.pipelines.Heard;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one signal says, in a line that people know it by: a list of numbers tells nobody which one
 * to open.
 *
 * @param fingerprint of the alert that came of it; null for what is no alert
 */
public record Gist(String words, @Nullable String fingerprint) {
  /** Longer bodies are not read for a line in a list. */
  static final int MOST_READ = 32 * 1024;

  /** So many things of one signal are named, then they are counted. */
  static final int MOST_NAMED = 5;

  /** What cannot be read any more says nothing here; its page shows why. */
  static List<Gist> of(SignalSql.Body body) {
    try {
      var format = Format.of(body.format()).orElseThrow();
      var origin = new Origin(body.sourceId(), body.serviceId());
      var parsed = format.parse(body.body(), body.event(), origin, body.dated());
      var heard = parsed.heard();
      return Stream.concat(
              parsed.symptoms().stream().map(Gist::of), heard == null ? Stream.of() : of(heard))
          .limit(MOST_NAMED)
          .toList();
    } catch (Malformed bad) {
      return List.of();
    }
  }

  private static Gist of(Symptom symptom) {
    return new Gist(
        symptom.title() + (symptom.resolved() ? ", resolved" : ""), symptom.fingerprint());
  }

  private static Stream<Gist> of(Heard heard) {
    return Stream.of(
            heard.deployments().stream().map(Gist::deployment),
            heard.runs().stream().map(run -> run.name() + " " + run.number()),
            heard.jobs().stream().map(job -> job.name()),
            heard.changes().stream().map(change -> change.title()),
            heard.requests().stream().map(request -> request.title()))
        .flatMap(each -> each)
        .map(words -> new Gist(words.strip(), null));
  }

  /** “payments 2.41.0 to Prod, started”. */
  private static String deployment(Told told) {
    var origin = told.origin();
    var event = told.event();
    return "%s %s%s, %s"
        .formatted(
            origin.service().isEmpty() ? origin.repository() : origin.service(),
            event.version(),
            origin.environment().isEmpty() ? "" : " to " + origin.environment(),
            event.word());
  }
}
