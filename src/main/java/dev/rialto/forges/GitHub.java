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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * GitHub's webhooks. An event that nobody reads yet says nothing; its raw body is kept all the
 * same.
 */
final class GitHub {
  private static final String BRANCH = "refs/heads/";

  private final Look body;
  private final Instant receivedAt;

  GitHub(Look body, Instant receivedAt) {
    this.body = body;
    this.receivedAt = receivedAt;
  }

  Heard read(String event) {
    return switch (event) {
      case "push" -> push();
      case "pull_request" -> pullRequest();
      case "deployment" -> deployment();
      case "deployment_status" -> deploymentStatus();
      case "workflow_run" -> workflowRun();
      case "workflow_job" -> workflowJob();
      case "deployment_review" -> review();
      default -> Heard.NOTHING;
    };
  }

  private Origin origin(String path, String environment, String tier) {
    return new Origin("github", repository(), path, environment, "", tier);
  }

  private String repository() {
    return Origin.repository(body.in("repository").must("html_url"));
  }

  /** The same thing has the same key, whichever webhook of organisation or repository tells it. */
  private String key(String kind, String id) {
    return repository() + "/" + kind + "/" + id;
  }

  private static String who(Look person) {
    return person.first("login", "name");
  }

  private Heard deployment() {
    var deployment = body.in("deployment");
    var said = body.text("action").isEmpty() ? "created" : body.text("action");
    return deployment(
        event(
            deployment,
            Step.STARTED,
            said,
            deployment.time("created_at", receivedAt),
            deployment.text("description")));
  }

  private Heard deploymentStatus() {
    var status = body.in("deployment_status");
    var state = status.must("state");
    var step =
        switch (state) {
          case "success" -> Step.SUCCEEDED;
          case "failure", "error" -> Step.FAILED;
          case "queued", "pending", "in_progress", "waiting" -> Step.STARTED;
          default -> Step.NOTED;
        };
    return deployment(
        event(
            body.in("deployment"),
            step,
            state,
            status.time("created_at", receivedAt),
            status.text("description")));
  }

  private Heard deployment(Event event) {
    var deployment = body.in("deployment");
    var environment = deployment.must("environment");
    var tier = deployment.yes("production_environment") ? "production" : "";
    return Heard.of(
        List.of(
            new Told(
                origin(body.in("workflow_run").text("path"), environment, tier),
                key("deployments", deployment.must("id")),
                true,
                event)));
  }

  private Event event(Look deployment, Step step, String word, Instant at, String detail) {
    var status = body.in("deployment_status");
    var url = status.first("log_url", "target_url");
    return new Event(
        step,
        word,
        at,
        version(deployment),
        deployment.text("sha"),
        who(deployment.in("creator")),
        url.isEmpty() ? body.in("workflow_run").text("html_url") : url,
        detail);
  }

  /** A tag is a version; a branch is where it came from, and the commit says more. */
  private static String version(Look deployment) {
    var told = deployment.in("payload").text("version");
    var ref = deployment.text("ref");
    return !told.isEmpty()
        ? told
        : ref.matches("(?:[a-zA-Z][\\w.-]*[-/@])?v?\\d+(?:\\.\\d+)+.*") ? ref : "";
  }

  private Heard workflowRun() {
    var run = body.in("workflow_run");
    var turns = new ArrayList<Turn>();
    var by = who(run.in("triggering_actor").there() ? run.in("triggering_actor") : run.in("actor"));
    turns.add(new Turn("requested", Stand.QUEUED, attemptBegan(run), by));
    var status = run.first("status");
    var at = run.time("updated_at", receivedAt);
    switch (status) {
      case "in_progress" -> turns.add(new Turn("in_progress", Stand.RUNNING, at, ""));
      case "waiting" -> turns.add(new Turn("waiting", Stand.WAITING, at, ""));
      case "completed" ->
          turns.add(new Turn(conclusion(run), ended(run.text("conclusion")), at, ""));
      default -> {}
    }
    return runs(run(run, turns));
  }

  /** A second attempt keeps the date of the first in created_at. */
  private Instant attemptBegan(Look run) {
    var attempt = run.whole("run_attempt");
    return attempt != null && attempt > 1
        ? run.time("run_started_at", run.time("created_at", receivedAt))
        : run.time("created_at", receivedAt);
  }

  private static Heard runs(RunTold run) {
    return new Heard(List.of(), List.of(run), List.of(), List.of(), List.of());
  }

  private RunTold run(Look run, List<Turn> turns) {
    var attempt = run.whole("run_attempt");
    var name = run.text("name");
    return new RunTold(
        origin(run.text("path"), "", ""),
        runKey(run.must("id"), attempt == null ? 1 : attempt),
        name.isEmpty() ? body.in("workflow").text("name") : name,
        run.text("run_number"),
        run.text("display_title"),
        run.text("head_branch"),
        run.text("head_sha"),
        run.text("event"),
        who(run.in("actor")),
        run.text("html_url"),
        turns);
  }

  private String runKey(String id, int attempt) {
    return key("runs", id) + "/" + attempt;
  }

  private static String conclusion(Look of) {
    var conclusion = of.text("conclusion");
    return conclusion.isEmpty() ? "completed" : conclusion;
  }

  private static Stand ended(String conclusion) {
    return switch (conclusion) {
      case "success", "neutral" -> Stand.SUCCEEDED;
      case "cancelled", "skipped", "stale" -> Stand.CANCELLED;
      default -> Stand.FAILED;
    };
  }

  private Heard workflowJob() {
    var job = body.in("workflow_job");
    var created = job.time("created_at", receivedAt);
    var turns = new ArrayList<Turn>();
    turns.add(new Turn("queued", Stand.QUEUED, created, ""));
    var status = job.text("status").isEmpty() ? body.text("action") : job.text("status");
    switch (status) {
      // What started_at says of a job that waits is nothing.
      case "waiting" -> turns.add(new Turn("waiting", Stand.WAITING, created, ""));
      case "in_progress" ->
          turns.add(new Turn("in_progress", Stand.RUNNING, job.time("started_at", receivedAt), ""));
      case "completed" -> {
        var conclusion = conclusion(job);
        var end = job.time("completed_at", receivedAt);
        if (!conclusion.equals("skipped") && job.time("started_at") != null) {
          turns.add(new Turn("in_progress", Stand.RUNNING, job.time("started_at", end), ""));
        }
        turns.add(new Turn(conclusion, ended(conclusion), end, ""));
      }
      default -> {}
    }
    var labels =
        job.in("labels").each().stream()
            .map(label -> label.node().asText())
            .collect(Collectors.joining(", "));
    var runner = job.text("runner_name");
    return jobs(
        new JobTold(
            runOf(job),
            key("jobs", job.must("id")),
            job.text("name"),
            "",
            body.in("deployment").text("environment"),
            runner.isEmpty() ? labels : runner,
            "",
            job.text("html_url"),
            turns));
  }

  /** As much of the run as its job knows; the run itself says how it stands. */
  private RunTold runOf(Look job) {
    var attempt = job.whole("run_attempt");
    return new RunTold(
        origin("", "", ""),
        runKey(job.must("run_id"), attempt == null ? 1 : attempt),
        job.text("workflow_name"),
        "",
        "",
        job.text("head_branch"),
        job.text("head_sha"),
        "",
        "",
        "",
        List.of());
  }

  private static Heard jobs(JobTold... jobs) {
    return new Heard(List.of(), List.of(), List.of(jobs), List.of(), List.of());
  }

  /** Whom a deployment waits for has a name here and nowhere else. */
  private Heard review() {
    var job = body.in("workflow_job_run");
    if (!body.in("workflow_run").there()) {
      return Heard.NOTHING;
    }
    var run = run(body.in("workflow_run"), List.of());
    if (!job.there()) {
      return Heard.NOTHING;
    }
    var reviewers =
        body.in("reviewers").each().stream()
            .map(each -> each.in("reviewer"))
            .map(each -> each.first("login", "name"))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    var action = body.text("action");
    var at = body.time("since", job.time("updated_at", receivedAt));
    var turns = new ArrayList<Turn>();
    turns.add(new Turn("queued", Stand.QUEUED, job.time("created_at", at), ""));
    switch (action) {
      case "requested" -> turns.add(new Turn("review_requested", Stand.WAITING, at, reviewers));
      case "approved" ->
          turns.add(new Turn("approved", Stand.QUEUED, receivedAt, who(body.in("approver"))));
      case "rejected" ->
          turns.add(new Turn("rejected", Stand.FAILED, receivedAt, who(body.in("approver"))));
      default -> {}
    }
    return jobs(
        new JobTold(
            run,
            key("jobs", job.must("id")),
            job.text("name"),
            "",
            body.text("environment"),
            "",
            reviewers,
            job.text("html_url"),
            turns));
  }

  private Heard push() {
    var ref = body.text("ref");
    var branch = ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
    var changes = new ArrayList<ChangeTold>();
    for (var commit : body.in("commits").each()) {
      changes.add(
          new ChangeTold(
              origin("", "", ""),
              commit.must("id"),
              branch,
              firstLine(commit.text("message")),
              commit.in("author").first("username", "name"),
              commit.time("timestamp"),
              body.in("repository").time("pushed_at", receivedAt),
              files(commit),
              commit.text("url")));
    }
    return new Heard(List.of(), List.of(), List.of(), changes, List.of());
  }

  static List<String> files(Look commit) {
    return Stream.of("added", "modified", "removed")
        .flatMap(kind -> commit.in(kind).each().stream())
        .map(file -> file.node().asText())
        .toList();
  }

  static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private Heard pullRequest() {
    var pull = body.in("pull_request");
    var action = body.must("action");
    boolean merged = pull.yes("merged") || pull.time("merged_at") != null;
    var asked =
        Stream.concat(
                pull.in("requested_reviewers").each().stream(),
                pull.in("requested_teams").each().stream())
            .map(GitHub::who)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    boolean closed = pull.text("state").equals("closed");
    var additions = pull.whole("additions");
    var deletions = pull.whole("deletions");
    return requests(
        new RequestTold(
            origin("", "", ""),
            key("pull", pull.must("number")),
            Long.parseLong(pull.must("number")),
            pull.text("title"),
            who(pull.in("user")),
            pull.in("head").text("ref"),
            pull.in("base").text("ref"),
            pull.in("head").text("sha"),
            merged ? pull.text("merge_commit_sha") : "",
            merged ? "merged" : closed ? "closed" : "open",
            pull.yes("draft"),
            closed ? "" : asked,
            additions == null || deletions == null ? null : Integer.valueOf(additions + deletions),
            pull.whole("changed_files"),
            pull.time("created_at", receivedAt),
            pull.time("merged_at"),
            pull.time("closed_at"),
            pull.text("html_url"),
            new Turn(
                merged && action.equals("closed") ? "merged" : action,
                closed ? Stand.SUCCEEDED : Stand.WAITING,
                pull.time("updated_at", receivedAt),
                who(body.in("sender")))));
  }

  static Heard requests(RequestTold request) {
    return new Heard(List.of(), List.of(), List.of(), List.of(), List.of(request));
  }
}
