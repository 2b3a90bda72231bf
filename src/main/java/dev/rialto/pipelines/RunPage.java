package dev.rialto.pipelines;

import java.time.Instant;
import java.util.List;

/** One run of a pipeline, with its jobs. */
public record RunPage(Way way, Instant now) {

  /** The title is the answer. */
  public String title() {
    var run = way.run();
    var name =
        (run.name().isEmpty() ? "Run" : run.name())
            + (run.number().isEmpty() ? "" : " #" + run.number());
    return switch (run.state()) {
      case "succeeded" -> name + " succeeded";
      case "failed" -> name + " failed";
      case "cancelled" -> name + " was cancelled";
      default -> way.waits() ? name + " waits for " + way.waitsFor() : name + " is running";
    };
  }

  public List<PipelineSql.Job> jobs() {
    return way.jobs();
  }

  static String shade(String state) {
    return switch (state) {
      case "succeeded" -> "up";
      case "failed" -> "down";
      case "cancelled" -> "maintenance";
      case "running", "waiting" -> state;
      case "queued" -> "waiting";
      default -> "unknown";
    };
  }

  public String shadeOf(String state) {
    return shade(state);
  }
}
