package dev.rialto.signals;

import java.time.Instant;
import java.util.List;

/** Every source, the silent ones first, and who was refused. */
public record SourcesPage(
    List<Source> sources, List<Refused> refused, boolean mayAdd, boolean mayRebuild, Instant now) {

  /** Someone at the door whom nobody knows. */
  public record Refused(String reason, String network, Instant lastAt, long count) {}

  /** The title is the answer. */
  public String title() {
    if (sources.isEmpty()) {
      return "Nothing sends to Rialto yet";
    }
    long silent = sources.stream().filter(s -> s.silent(now)).count();
    if (silent > 0) {
      return silent == 1 ? "One source is silent" : silent + " sources are silent";
    }
    long parked = sources.stream().mapToLong(Source::parked).sum();
    if (parked > 0) {
      return parked == 1 ? "One signal is parked" : parked + " signals are parked";
    }
    long waiting = sources.stream().filter(s -> s.lastAt() == null).count();
    if (waiting == sources.size()) {
      return "Nothing has come in yet";
    }
    return waiting == 0 ? "Every source is heard" : "All but " + waiting + " are heard";
  }
}
