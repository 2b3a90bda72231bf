package dev.rialto.standing;

import dev.rialto.platform.Show;
import java.util.List;

/** Who owned what on a day, services that are gone by now among them. */
public record OwnedPage(String on, String q, String owner, List<Owned> rows, int page) {
  static final int PAGE_SIZE = 50;

  public long matching() {
    return rows.isEmpty() ? 0 : rows.getFirst().matching();
  }

  public String title() {
    return rows.isEmpty()
        ? "No service is known from " + on
        : "%s on %s".formatted(Show.plural(matching(), "service", "services"), on);
  }

  public boolean hasNext() {
    return (long) page * PAGE_SIZE < matching();
  }

  public String link(int page) {
    return "/services?on=%s&page=%d%s%s"
        .formatted(
            on,
            page,
            q.isEmpty()
                ? ""
                : "&q=" + java.net.URLEncoder.encode(q, java.nio.charset.StandardCharsets.UTF_8),
            owner.isEmpty() ? "" : "&owner=" + owner);
  }
}
