package dev.rialto.signals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One source: how to connect it, whether it is heard, what went wrong, what came in. */
public record SourcePage(
    Source source,
    Snippets snippets,
    List<ComplaintRow> complaints,
    List<SignalRow> signals,
    Map<Long, List<Gist>> gists,
    boolean mayChange,
    Instant now) {

  public String title() {
    return switch (source.state(now)) {
      case SILENT -> source.name() + " is silent";
      case WAITING -> source.name() + " has sent nothing yet";
      case HEARD ->
          source.parked() > 0
              ? source.name() + " sent what cannot be derived"
              : source.name() + " is heard";
    };
  }

  /** Whoever sends with a token of a person has nothing to paste. */
  public boolean connects() {
    return source.apiCaller() == null;
  }

  /** With a token in hand, and while nothing is heard, the lines to paste stand open. */
  public boolean settingUp() {
    return snippets.whole() || source.state(now) != Source.State.HEARD || source.needsToken();
  }

  /** What one signal says, in a line; empty where it is too long to be read for a list. */
  public String gist(SignalRow row) {
    var said = gists.getOrDefault(row.id(), List.of());
    var more = row.alerts() - said.size();
    return said.stream().map(Gist::words).collect(Collectors.joining(" · "))
        + (said.isEmpty() || more <= 0 ? "" : " and " + more + " more");
  }
}
