package dev.rialto.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs where: a row a service, a column an environment, on the way to the customers. */
public record Running(
    List<DeploymentReadSql.Runs> runs, boolean more, @Nullable String team, Instant now) {
  /** As many as fit beside each other; the page of a service has all of its own. */
  static final int MOST_COLUMNS = 6;

  private static final List<String> TOWARDS_CUSTOMERS =
      List.of("development", "testing", "staging", "other", "production");

  /** One environment over all services that have it. */
  public record Column(String name, String tier, int services) {
    String key() {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /** One service with what runs in each column; null where it is not. */
  public record Row(DeploymentReadSql.Runs service, List<DeploymentReadSql.@Nullable Runs> cells) {
    /** Other than what customers have, in a place on the way to them. */
    public boolean drifts(DeploymentReadSql.Runs cell) {
      return !cell.tier().equals("production")
          && cell.version() != null
          && cells.stream().anyMatch(c -> isProduction(c))
          && cells.stream()
              .noneMatch(c -> c != null && isProduction(c) && cell.version().equals(c.version()));
    }

    /** Customers have different versions in different places, and this one came first. */
    public boolean behind(DeploymentReadSql.Runs cell) {
      var since = cell.since();
      return isProduction(cell)
          && since != null
          && cells.stream()
              .anyMatch(
                  c ->
                      c != null
                          && isProduction(c)
                          && c.since() != null
                          && c.since().isAfter(since)
                          && !String.valueOf(c.version()).equals(cell.version()));
    }

    private static boolean isProduction(DeploymentReadSql.@Nullable Runs cell) {
      return cell != null && cell.tier().equals("production") && cell.version() != null;
    }
  }

  public List<Column> columns() {
    var all = all();
    var shown =
        all.stream()
            .sorted(Comparator.comparingInt(Column::services).reversed())
            .limit(MOST_COLUMNS)
            .toList();
    return all.stream()
        .filter(shown::contains)
        .sorted(
            Comparator.comparing((Column c) -> TOWARDS_CUSTOMERS.indexOf(c.tier()))
                .thenComparing(Column::key))
        .toList();
  }

  private List<Column> all() {
    Map<String, Column> all = new LinkedHashMap<>();
    for (var run : runs) {
      all.merge(
          run.environment().toLowerCase(Locale.ROOT),
          new Column(run.environment(), run.tier(), 1),
          (a, b) -> new Column(a.name(), a.tier(), a.services() + 1));
    }
    return List.copyOf(all.values());
  }

  public int hidden() {
    return Math.max(0, all().size() - MOST_COLUMNS);
  }

  public List<Row> rows() {
    var columns = columns();
    Map<Long, List<DeploymentReadSql.Runs>> byService = new LinkedHashMap<>();
    runs.forEach(
        run -> byService.computeIfAbsent(run.serviceId(), id -> new ArrayList<>()).add(run));
    var rows = new ArrayList<Row>();
    for (var service : byService.values()) {
      var cells = new ArrayList<DeploymentReadSql.@Nullable Runs>();
      for (var column : columns) {
        cells.add(
            service.stream()
                .filter(run -> run.environment().equalsIgnoreCase(column.name()))
                .findFirst()
                .orElse(null));
      }
      rows.add(new Row(service.getFirst(), cells));
    }
    return rows;
  }
}
