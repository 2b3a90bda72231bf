package dev.rialto.forges;

import dev.rialto.delivery.Event;
import dev.rialto.delivery.Origin;
import dev.rialto.delivery.Step;
import dev.rialto.delivery.Told;
import dev.rialto.pipelines.ChangeTold;
import dev.rialto.pipelines.Heard;
import dev.rialto.pipelines.JobTold;
import dev.rialto.pipelines.RequestTold;
import dev.rialto.pipelines.RunTold;
import dev.rialto.pipelines.Stand;
import dev.rialto.pipelines.Turn;
import dev.rialto.platform.Digits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** GitLab's webhooks: what kind of event it is stands in the body itself. */
final class GitLab {
  private static final String BRANCH = "refs/heads/";

  private final Look body;
  private final Instant receivedAt;

  GitLab(Look body, Instant receivedAt) {
    this.body = body;
    this.receivedAt = receivedAt;
  }

  Heard read() {
    return switch (body.text("object_kind")) {
      case "push" -> push();
      case "merge_request" -> mergeRequest();
      case "pipeline" -> pipeline();
      case "job", "build" -> job();
      case "deployment" -> deployment();
      default -> Heard.NOTHING;
    };
  }

  /** Older events have no project and tell its page as the repository's. */
  private String repository() {
    var page = body.in("project").first("web_url", "homepage");
    if (page.isEmpty()) {
      page = body.in("repository").first("homepage", "url");
    }
    if (page.isEmpty()) {
      throw new NotUnderstood("/project/web_url", "is missing or empty.");
    }
    return Origin.repository(page);
  }

  private Origin origin(String environment, String tier) {
    return new Origin("gitlab", repository(), "", environment, "", tier);
  }

  private String key(String kind, String id) {
    return repository() + "/" + kind + "/" + id;
  }

  private static String who(Look person) {
    return person.first("name", "username");
  }

  private Heard deployment() {
    var status = body.must("status");
    var step =
        switch (status) {
          case "blocked" -> Step.WAITING;
          case "created", "running" -> Step.STARTED;
          case "success" -> Step.SUCCEEDED;
          case "failed" -> Step.FAILED;
          case "canceled", "skipped" -> Step.CANCELLED;
          default -> Step.NOTED;
        };
    var url = body.text("deployable_url");
    return Heard.of(
        List.of(
            new Told(
                origin(body.must("environment"), body.text("environment_tier")),
                key("deployments", body.must("deployment_id")),
                true,
                new Event(
                    step,
                    status,
                    body.time("status_changed_at", receivedAt),
                    tagged(body.text("ref")),
                    commit(body.text("commit_url")),
                    who(body.in("user")),
                    url,
                    body.text("commit_title")))));
  }

  /** The commit is told in its address only. */
  private static String commit(String url) {
    var sha = url.substring(url.lastIndexOf('/') + 1);
    return sha.matches("[0-9a-f]{7,64}") ? sha : "";
  }

  private static String tagged(String ref) {
    return ref.matches("v?\\d+(?:\\.\\d+)+.*") ? ref : "";
  }

  private Heard pipeline() {
    var pipeline = body.in("object_attributes");
    var created = pipeline.time("created_at", receivedAt);
    var finished = pipeline.time("finished_at");
    var status = pipeline.text("status");
    var run =
        new RunTold(
            origin("", ""),
            key("pipelines", pipeline.must("id")),
            pipeline.text("name"),
            pipeline.text("iid"),
            GitHub.firstLine(body.in("commit").text("message")),
            pipeline.text("ref"),
            pipeline.text("sha"),
            pipeline.text("source"),
            who(body.in("user")),
            pipeline.text("url"),
            turns(status, created, null, finished));
    var jobs = new ArrayList<JobTold>();
    for (var build : body.in("builds").each()) {
      jobs.add(
          job(
              run,
              build,
              build.must("id"),
              build.text("name"),
              build.text("stage"),
              build.text("status"),
              build.text("when"),
              build.time("created_at", created),
              build.time("started_at"),
              build.time("finished_at")));
    }
    return new Heard(List.of(), List.of(run), jobs, List.of(), List.of());
  }

  private Heard job() {
    var id = body.first("build_id", "job_id");
    if (id.isEmpty()) {
      throw new NotUnderstood("/build_id", "is missing or empty.");
    }
    var pipeline = body.text("pipeline_id");
    // What a job event calls the commit's id is the number of its pipeline.
    var run =
        new RunTold(
            origin("", ""),
            key("pipelines", pipeline.isEmpty() ? body.in("commit").must("id") : pipeline),
            "",
            "",
            GitHub.firstLine(body.in("commit").text("message")),
            body.text("ref"),
            body.text("sha"),
            "",
            "",
            "",
            List.of());
    var created = body.time(name("created_at"));
    var started = body.time(name("started_at"));
    var finished = body.time(name("finished_at"));
    return new Heard(
        List.of(),
        List.of(),
        List.of(
            job(
                run,
                body,
                id,
                body.first("build_name", "job_name"),
                body.first("build_stage", "job_stage"),
                body.first("build_status", "job_status"),
                "",
                created == null ? receivedAt : created,
                started,
                finished)),
        List.of(),
        List.of());
  }

  private String name(String field) {
    return (body.text("build_" + field).isEmpty() ? "job_" : "build_") + field;
  }

  private JobTold job(
      RunTold run,
      Look job,
      String id,
      String name,
      String stage,
      String status,
      String when,
      Instant created,
      @Nullable Instant started,
      @Nullable Instant finished) {
    boolean manual = when.equals("manual") || status.equals("manual");
    return new JobTold(
        run,
        key("jobs", id),
        name,
        stage,
        job.in("environment").text("name"),
        job.in("runner").text("description"),
        manual ? "somebody to start “" + name + "” by hand" : "",
        "",
        turns(status, created, started, finished));
  }

  /** Every moment the body tells, and where it stands now. */
  private List<Turn> turns(
      String status, Instant created, @Nullable Instant started, @Nullable Instant finished) {
    var turns = new ArrayList<Turn>();
    turns.add(new Turn("created", Stand.QUEUED, created, ""));
    if (started != null) {
      turns.add(new Turn("running", Stand.RUNNING, started, ""));
    }
    var stand = stand(status);
    var at =
        switch (stand) {
          case SUCCEEDED, FAILED, CANCELLED ->
              finished == null ? later(receivedAt, created) : finished;
          case RUNNING -> started;
          case WAITING -> created;
          case QUEUED -> null;
        };
    if (stand == Stand.RUNNING && at == null) {
      at = later(receivedAt, created);
    }
    if (at != null && !(stand == Stand.RUNNING && started != null)) {
      turns.add(new Turn(status, stand, at, ""));
    }
    return turns;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Stand stand(String status) {
    return switch (status) {
      case "running" -> Stand.RUNNING;
      case "success" -> Stand.SUCCEEDED;
      case "failed" -> Stand.FAILED;
      case "canceled", "canceling", "skipped" -> Stand.CANCELLED;
      case "manual", "scheduled", "waiting_for_resource" -> Stand.WAITING;
      default -> Stand.QUEUED;
    };
  }

  private Heard push() {
    var ref = body.text("ref");
    var branch = ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
    var changes = new ArrayList<ChangeTold>();
    for (var commit : body.in("commits").each()) {
      changes.add(
          new ChangeTold(
              origin("", ""),
              commit.must("id"),
              branch,
              GitHub.firstLine(commit.first("title", "message")),
              commit.in("author").first("name", "email"),
              commit.time("timestamp"),
              receivedAt,
              GitHub.files(commit),
              commit.text("url")));
    }
    return new Heard(List.of(), List.of(), List.of(), changes, List.of());
  }

  private Heard mergeRequest() {
    var request = body.in("object_attributes");
    var state = request.text("state");
    var action = request.text("action");
    var updated = request.time("updated_at", receivedAt);
    var reviewers =
        body.in("reviewers").each().stream()
            .map(GitLab::who)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    boolean merged = state.equals("merged");
    boolean open = state.equals("opened") || state.equals("locked") || state.equals("reopened");
    var number = request.must("iid");
    return GitHub.requests(
        new RequestTold(
            origin("", ""),
            key("merge_requests", number),
            Digits.of(number).orElse(0L),
            request.text("title"),
            action.equals("open") ? who(body.in("user")) : "",
            request.text("source_branch"),
            request.text("target_branch"),
            request.in("last_commit").text("id"),
            merged ? request.text("merge_commit_sha") : "",
            merged ? "merged" : open ? "open" : "closed",
            request.yes("draft") || request.yes("work_in_progress"),
            open ? reviewers : "",
            null,
            null,
            request.time("created_at", receivedAt),
            merged ? request.time("merged_at", updated) : null,
            open ? null : updated,
            request.text("url"),
            new Turn(
                action.isEmpty() ? state : action,
                open ? Stand.WAITING : Stand.SUCCEEDED,
                updated,
                who(body.in("user")))));
  }
}
