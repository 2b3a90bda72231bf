package dev.rialto.delivery;

import dev.rialto.platform.Show;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What belongs to no service yet, and what people said so far about where things belong. */
public record MappingsPage(
    List<OriginSql.Unmatched> unmatched,
    List<OriginSql.MappingRow> mappings,
    List<OriginSql.Choice> services,
    MappingDraft typed,
    List<Wrong> wrongs,
    @Nullable String faster,
    boolean mayMap,
    Instant now) {
  private static final int SHORTEST_GUESS = 3;

  /** The title is the answer. */
  public String title() {
    return unmatched.isEmpty()
        ? "Everything that was told belongs to a service"
        : Show.plural(
                unmatched.size(), "repository or name belongs", "repositories or names belong")
            + " to no service yet";
  }

  /** The service it probably is: one whose name ends the repository, or is in what was told. */
  public String guess(OriginSql.Unmatched origin) {
    var repository = origin.repository().substring(origin.repository().lastIndexOf('/') + 1);
    var told =
        (origin.path() + " " + origin.service() + " " + origin.environment())
            .toLowerCase(Locale.ROOT);
    for (var service : services) {
      if (service.slug().equals(repository)) {
        return service.slug();
      }
    }
    for (var service : services) {
      if (service.slug().length() >= SHORTEST_GUESS && told.contains(service.slug())) {
        return service.slug();
      }
    }
    return "";
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
