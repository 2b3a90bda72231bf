package dev.rialto.standing;

import dev.rialto.platform.ListAddress;
import dev.rialto.platform.Show;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the business can do now and what it cannot: every capability with its answer, worst first.
 */
public record CapabilityListPage(
    List<Line> lines, String q, int page, boolean mayWrite, Instant now) {
  static final int PAGE_SIZE = 50;

  /** One capability with what its services come to. */
  public record Line(CapabilityListSql.Row row, Verdict verdict) {
    static Line of(CapabilityListSql.Row row, Map<Long, Standing> standings) {
      return new Line(
          row,
          new Verdict(
              named(row.worstId(), standings),
              row.alike(),
              row.watched(),
              row.needy(),
              named(row.needId(), standings)));
    }

    private static @Nullable Standing named(@Nullable Long id, Map<Long, Standing> standings) {
      return id == null ? null : standings.get(id);
    }

    public String state() {
      return verdict.state();
    }

    public String slug() {
      return row.slug();
    }

    public String name() {
      return row.name();
    }

    public String description() {
      return row.description();
    }

    public @Nullable String ownerSlug() {
      return row.ownerSlug();
    }

    public @Nullable String ownerName() {
      return row.ownerName();
    }

    public @Nullable String partOfName() {
      return row.partOfName();
    }

    public String services() {
      return row.services() == 0
          ? "no service"
          : Show.plural(row.services(), "service", "services");
    }
  }

  public String says(Line line, ZoneId zone) {
    return line.verdict().says(now, zone);
  }

  /** The title is the answer. */
  public String title() {
    if (lines.isEmpty()) {
      return q.isEmpty() ? "No capability is named yet" : "No capability is called “" + q + "”";
    }
    var all = Show.plural(lines.getFirst().row().matching(), "capability", "capabilities");
    long broken = lines.getFirst().row().broken();
    return broken == 0
        ? all
        : Show.count(broken) + " of " + all + (broken == 1 ? " does" : " do") + " not work";
  }

  public boolean hasNext() {
    return !lines.isEmpty() && (long) page * PAGE_SIZE < lines.getFirst().row().matching();
  }

  public String page(int other) {
    return new ListAddress("/capabilities", "page", other == 1 ? null : String.valueOf(other))
        .ask("q", q.isEmpty() ? null : q)
        .ask("page", null)
        .toString();
  }
}
