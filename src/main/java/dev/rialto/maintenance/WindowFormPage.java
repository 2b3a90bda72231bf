package dev.rialto.maintenance;

import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Planned work being written, with what it would reach. */
public record WindowFormPage(
    WindowDraft draft,
    @Nullable Window window,
    @Nullable Reach reach,
    List<Wrong> wrongs,
    @Nullable String faster,
    boolean mayEdit,
    Instant now) {
  public String title() {
    return window == null ? "Plan work" : window.title();
  }

  public String action() {
    return window == null ? "/maintenance" : window.path();
  }

  public @Nullable String wrong(String field) {
    return wrongs.stream()
        .filter(w -> w.field().equals(field))
        .map(Wrong::message)
        .findFirst()
        .orElse(null);
  }
}
