package dev.rialto.standing;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;

/** Every service, filtered and sorted by its address. */
public record ServiceListPage(
    ServiceList list,
    List<Standing> rows,
    long matching,
    List<Owner> owners,
    List<String> capabilities,
    boolean mayWrite,
    Instant now) {

  public String title() {
    if (matching == 0) {
      return list.isFiltered() ? "No service is like that" : "No service is in the catalog yet";
    }
    long alerting = rows.stream().filter(s -> s.rank() != null).count();
    if (list.owner().equals("none")) {
      return Show.plural(matching, "service belongs", "services belong") + " to nobody";
    }
    var what = Show.plural(matching, "service", "services");
    if (list.alerting()) return what + " with open alerts";
    if (alerting == 0 && list.page() == 1 && list.sort().equals("worst")) {
      return what + ", none with an open alert";
    }
    return what;
  }

  public boolean hasNext() {
    return (long) list.page() * ServiceList.PAGE_SIZE < matching;
  }

  public boolean hasPrevious() {
    return list.page() > 1;
  }

  public String window() {
    return "%d–%d of %d".formatted(list.skip() + 1, list.skip() + rows.size(), matching);
  }
}
