package dev.rialto.vitals;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The jobs that are due, in hand, or come soon, the latest first. */
public record JobsPage(List<VitalSql.Job> jobs, boolean more, Instant now) {
  public String title() {
    long late = jobs.stream().filter(job -> state(job).equals("degraded")).count();
    return late == 0 ? "No job is late" : Show.plural(late, "job is late", "jobs are late");
  }

  /** In hand, waiting, or not due yet; one that a silent node holds waits as well. */
  public String state(VitalSql.Job job) {
    if (job.picked()) {
      return held(job) ? "up" : "down";
    }
    return job.due().isBefore(now.minusSeconds(1)) ? "degraded" : "unknown";
  }

  public String word(VitalSql.Job job) {
    return switch (state(job)) {
      case "up" -> "In hand";
      case "down" -> "Node is silent";
      case "degraded" -> "Late";
      default -> "Soon";
    };
  }

  public String when(VitalSql.Job job) {
    return job.due().isAfter(now)
        ? "in " + Show.duration(Duration.between(now, job.due()))
        : "due for " + Show.duration(Duration.between(job.due(), now));
  }

  private boolean held(VitalSql.Job job) {
    return job.heartbeat() != null && job.heartbeat().plus(Looking.JOB_HELD).isAfter(now);
  }
}
