package dev.rialto.signals;

import java.time.Instant;
import java.util.List;

/** One source: how to connect it, whether it is heard, what went wrong, what came in. */
public record SourcePage(
    Source source,
    Snippets snippets,
    List<ComplaintRow> complaints,
    List<SignalRow> signals,
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

  /** With a token in hand, or before the first signal, the lines to paste come first. */
  public boolean settingUp() {
    return source.apiCaller() == null && (snippets.whole() || source.lastAt() == null);
  }
}
