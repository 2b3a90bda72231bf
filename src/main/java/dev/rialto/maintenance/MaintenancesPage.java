package dev.rialto.maintenance;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;

/** Planned work, what is under way first. */
public record MaintenancesPage(
    List<Window> windows, boolean over, int page, boolean more, Instant now) {
  /** Who asked for what is over must see that there is none. */
  public boolean nothingOver() {
    return page == 1 && !more && windows.stream().noneMatch(Window::over);
  }

  /** The title is the answer. */
  public String title() {
    long active = windows.stream().filter(Window::active).count();
    if (active > 0) {
      return Show.plural(active, "window is under way", "windows are under way");
    }
    long coming = windows.stream().filter(w -> !w.over()).count();
    return coming > 0
        ? Show.plural(coming, "window is planned", "windows are planned") + ", none under way"
        : "No work is planned";
  }
}
