package dev.rialto.vitals;

import dev.rialto.platform.Access;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Pages;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The doors of Rialto's own health, for administrators: pages and JSON side by side. */
public final class VitalsWeb {
  static final int MOST_JOBS = 100;
  static final int MOST_TOLD = 10_000;
  static final Duration SOON = Duration.ofMinutes(1);

  private final Vitals vitals;
  private final InstantSource clock;
  private final Pages pages;

  public VitalsWeb(Vitals vitals, InstantSource clock, Doors doors) {
    this.vitals = vitals;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/vitals", Access.ADMIN, ctx -> pages.show(ctx, page()));
    doors.get("/vitals/body", Access.ADMIN, ctx -> pages.show(ctx, new VitalsBody(page())));
    doors.get("/vitals/jobs", Access.ADMIN, this::jobs);
    Export.ofFew(
            "parts", VitalsJson.Part.class, (ctx, most) -> VitalsJson.of(vitals.house()).parts())
        .open(doors, "/vitals", Access.ADMIN);
    Export.ofFew(
            "nodes",
            VitalsJson.NodeJson.class,
            (ctx, most) -> VitalsJson.of(vitals.house()).nodes())
        .open(doors, "/vitals/nodes", Access.ADMIN);
    Export.ofFew("jobs", VitalSql.Job.class, (ctx, most) -> due(most))
        .column("job", VitalSql.Job::name)
        .column("instance", VitalSql.Job::instance)
        .column("due", VitalSql.Job::due)
        .column("in_hand", VitalSql.Job::picked)
        .column("node", VitalSql.Job::node)
        .column("failures", VitalSql.Job::failures)
        .open(doors, "/vitals/jobs", Access.ADMIN);
    Export.moved(doors, "/vitals/jobs.csv", "/vitals/jobs/export.csv", Access.ADMIN);
    Export.ofFew("transactions", VitalSql.Open.class, (ctx, most) -> vitals.transactions())
        .open(doors, "/vitals/database/transactions", Access.ADMIN);
    Export.ofFew("tables", VitalSql.Table.class, (ctx, most) -> vitals.tables())
        .open(doors, "/vitals/database/tables", Access.ADMIN);
    doors.get("/vitals/database", Access.ADMIN, this::database);
    doors.get("/api/v1/vitals", Access.ADMIN, ctx -> ctx.json(VitalsJson.of(vitals.house())));
    doors.get("/api/v1/vitals/jobs", Access.ADMIN, ctx -> ctx.json(new Jobs(due(MOST_TOLD))));
  }

  private VitalsPage page() {
    return new VitalsPage(vitals.house(), clock.instant());
  }

  private record Jobs(List<VitalSql.Job> items) {}

  private List<VitalSql.Job> due(int most) {
    return vitals.due(clock.instant().plus(SOON), most);
  }

  private void jobs(Context ctx) {
    var due = due(MOST_JOBS + 1);
    boolean more = due.size() > MOST_JOBS;
    pages.show(ctx, new JobsPage(more ? due.subList(0, MOST_JOBS) : due, more, clock.instant()));
  }

  private void database(Context ctx) {
    pages.show(
        ctx,
        new DatabasePage(
            vitals.looked().readings().stream()
                .filter(reading -> reading.vital() == Vital.DATABASE)
                .findFirst()
                .orElseThrow(),
            vitals.transactions(),
            vitals.tables()));
  }
}
