package dev.rialto.pipelines;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a run has come, and whom or what it waits for. Pure. */
public record Way(PipelineSql.Run run, List<PipelineSql.Job> jobs, Instant now) {
  /** Segments beside each other; a run of more jobs shows what is not done. */
  static final int MOST_SEGMENTS = 24;

  /** One job as a segment: done, run, wait, next or fail. */
  public record Segment(String name, String shape, String word) {}

  public List<Segment> segments() {
    var segments = new ArrayList<Segment>();
    var decides = decides();
    for (var job : jobs) {
      segments.add(segment(job, decides));
    }
    return segments.size() <= MOST_SEGMENTS
        ? segments
        : segments.stream().filter(s -> !s.shape().equals("done")).limit(MOST_SEGMENTS).toList();
  }

  /** What stands in the queue behind something that is not done is still to come. */
  private static Segment segment(PipelineSql.Job job, PipelineSql.@Nullable Job decides) {
    var name = job.name().isEmpty() ? "job " + job.id() : job.name();
    return switch (job.state()) {
      case "succeeded" -> new Segment(name, "done", "done");
      case "failed" -> new Segment(name, "fail", "failed");
      case "cancelled" -> new Segment(name, "next", "left out");
      case "running" -> new Segment(name, "run", "running");
      case "waiting" -> new Segment(name, "wait", "waiting");
      default ->
          job.equals(decides)
              ? new Segment(name, "wait", "in the queue")
              : new Segment(name, "next", "to come");
    };
  }

  private PipelineSql.@Nullable Job first(String state) {
    return jobs.stream().filter(job -> job.state().equals(state)).findFirst().orElse(null);
  }

  /** The job that decides how the run stands: one that waits for somebody, then one that runs. */
  private PipelineSql.@Nullable Job decides() {
    var waiting = first("waiting");
    var running = first("running");
    if (waiting != null && !waiting.waitsFor().isEmpty()) {
      return waiting;
    }
    return running != null ? running : waiting != null ? waiting : first("queued");
  }

  public boolean waits() {
    var job = decides();
    return job == null ? !run.state().equals("running") : !job.state().equals("running");
  }

  /** The name of whoever or whatever it waits for; what runs when nothing waits. */
  public String waitsFor() {
    var job = decides();
    if (job == null) {
      return run.state().equals("running") ? "" : "its first job";
    }
    return switch (job.state()) {
      case "waiting" -> job.waitsFor().isEmpty() ? place(job) : job.waitsFor();
      case "queued" -> job.runner().isEmpty() ? "a runner" : "a runner of " + job.runner();
      default -> "";
    };
  }

  private static String place(PipelineSql.Job job) {
    return job.environment().isEmpty() ? "an approval" : "an approval for " + job.environment();
  }

  /** Whether people are waited for, whose initials then stand beside. */
  public boolean forPeople() {
    var job = decides();
    return job != null
        && job.state().equals("waiting")
        && !job.waitsFor().isEmpty()
        && !job.waitsFor().startsWith("somebody ");
  }

  /** “step 2 of 3: test”; empty while no job is told, or none is left. */
  public String reached() {
    var job = decides();
    return job == null
        ? ""
        : "step %d of %d".formatted(jobs.indexOf(job) + 1, jobs.size())
            + (job.name().isEmpty() ? "" : ": " + job.name());
  }

  public Instant since() {
    var job = decides();
    return job == null ? run.movedAt() : job.movedAt();
  }

  public String lasted() {
    return Show.duration(Duration.between(since(), now));
  }

  public String subject() {
    return run.serviceName() == null ? run.repository() : run.serviceName();
  }

  public String title() {
    return run.title().isEmpty() ? run.name() : run.title();
  }
}
