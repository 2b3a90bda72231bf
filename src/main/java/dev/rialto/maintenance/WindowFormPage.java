package dev.rialto.maintenance;

import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Planned work being written, with what it would reach. */
public record WindowFormPage(
    WindowDraft draft,
    Again again,
    @Nullable Window window,
    @Nullable Reach reach,
    List<Wrong> wrongs,
    @Nullable String faster,
    boolean mayEdit,
    List<MaintenanceSql.Choice> choices,
    Instant now) {
  public String title() {
    return window == null ? "Plan work" : window.title();
  }

  /** A new window is judged by its reach, one that is there is known by its title. */
  public String heading() {
    return window == null && reach != null ? reach.sentence() : title();
  }

  /** What somebody typed as a number or a short name, in the words that people know it by. */
  public String named() {
    return choices.stream()
        .filter(each -> each.scope().equals(draft.scope()) && each.target().equals(draft.target()))
        .map(MaintenanceSql.Choice::name)
        .findFirst()
        .orElse("A service or a team by its short name, a check by its number");
  }

  public String action() {
    return window == null ? "/maintenance" : window.path();
  }

  /** The zone that the windows are planned in; the reader's own where it is not one. */
  public ZoneId zone(ZoneId readers) {
    var zone = draft.zoneId();
    return zone == null ? readers : zone;
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
