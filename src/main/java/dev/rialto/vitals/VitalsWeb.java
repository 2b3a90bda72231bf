package dev.rialto.vitals;

import dev.rialto.platform.Access;
import dev.rialto.platform.Csv;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Pages;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The doors of Rialto's own health, for administrators: pages and JSON side by side. */
public final class VitalsWeb {
  static final int MOST_JOBS = 100;
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
    doors.get("/vitals/jobs.csv", Access.ADMIN, this::jobsCsv);
    doors.get("/vitals/database", Access.ADMIN, this::database);
    doors.get("/api/v1/vitals", Access.ADMIN, ctx -> ctx.json(VitalsJson.of(vitals.house())));
    doors.get("/api/v1/vitals/jobs", Access.ADMIN, ctx -> ctx.json(new Jobs(due(Csv.MOST_ROWS))));
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

  private void jobsCsv(Context ctx) {
    var csv = new Csv("job", "instance", "due", "in_hand", "node", "failures");
    for (var job : due(Csv.MOST_ROWS)) {
      csv.row(
          job.name(),
          job.instance(),
          job.due().toString(),
          String.valueOf(job.picked()),
          job.node() == null ? "" : job.node(),
          String.valueOf(job.failures()));
    }
    csv.answer(ctx, "jobs.csv");
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
