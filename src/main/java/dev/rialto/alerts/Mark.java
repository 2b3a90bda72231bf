package dev.rialto.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one word about a problem adds to its life: it was there from here to there, and how bad.
 *
 * @param to null while no end is in sight
 * @param said whether the end was said by the sender (or a person); otherwise silence until then
 *     means over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Mark(
    @JsonProperty("f") Instant from,
    @JsonProperty("t") @Nullable Instant to,
    @JsonProperty("e") boolean said,
    @JsonProperty("s") Severity severity) {

  static final Comparator<Mark> IN_TIME =
      Comparator.comparing(Mark::from).thenComparing(Mark::reach).thenComparing(Mark::said);

  static Mark of(Symptom symptom) {
    var from = exact(symptom.startsAt());
    var end = symptom.endsAt();
    var to = end == null ? null : end.isBefore(from) ? from : exact(end);
    return new Mark(from, to, symptom.saysOver(), symptom.severity());
  }

  /** As exact as the database keeps it, so that what is read back is what was meant. */
  static Instant exact(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  Instant reach() {
    return to == null ? Instant.MAX : to;
  }

  /** Both as one: the earlier start, the later end, the worse severity. */
  Mark with(Mark other) {
    return new Mark(
        from.isBefore(other.from) ? from : other.from,
        to == null || other.to == null ? null : reach().isAfter(other.reach()) ? to : other.to,
        said || other.said,
        severity.orWorse(other.severity));
  }

  /** Hides whatever starts within it: the end that was said holds for that too. */
  boolean covers(Instant moment) {
    return !moment.isBefore(from) && !moment.isAfter(reach());
  }
}
