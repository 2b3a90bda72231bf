package dev.rialto.forges;

import dev.rialto.pipelines.Heard;
import dev.rialto.pipelines.JobTold;
import dev.rialto.pipelines.RunTold;
import dev.rialto.pipelines.Stand;
import dev.rialto.pipelines.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** GitHub's pipelines: runs, their jobs, and whom a job waits for. */
final class GitHubRuns {
  private final Look body;
  private final Instant receivedAt;
  private final GitHubBody told;

  GitHubRuns(Look body, Instant receivedAt) {
    this.body = body;
    this.receivedAt = receivedAt;
    this.told = new GitHubBody(body);
  }

  Heard run() {
    var run = body.in("workflow_run");
    var turns = new ArrayList<Turn>();
    var by =
        GitHubBody.who(
            run.in("triggering_actor").there() ? run.in("triggering_actor") : run.in("actor"));
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
        told.origin(run.text("path"), "", ""),
        runKey(run.must("id"), attempt == null ? 1 : attempt),
        name.isEmpty() ? body.in("workflow").text("name") : name,
        run.text("run_number"),
        run.text("display_title"),
        run.text("head_branch"),
        run.text("head_sha"),
        run.text("event"),
        GitHubBody.who(run.in("actor")),
        run.text("html_url"),
        turns);
  }

  private String runKey(String id, int attempt) {
    return told.key("runs", id) + "/" + attempt;
  }

  private static String conclusion(Look of) {
    var conclusion = of.text("conclusion");
    return conclusion.isEmpty() ? "completed" : conclusion;
  }

  private static Stand ended(String conclusion) {
    return switch (conclusion) {
      case "success", "neutral" -> Stand.SUCCEEDED;
      case "cancelled", "skipped", "stale" -> Stand.CANCELLED;
      // A run of somebody new, which a maintainer has to let in.
      case "action_required" -> Stand.WAITING;
      default -> Stand.FAILED;
    };
  }

  Heard job() {
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
            told.key("jobs", job.must("id")),
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
        told.origin("", "", ""),
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
  Heard review() {
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
          turns.add(
              new Turn("approved", Stand.QUEUED, receivedAt, GitHubBody.who(body.in("approver"))));
      case "rejected" ->
          turns.add(
              new Turn("rejected", Stand.FAILED, receivedAt, GitHubBody.who(body.in("approver"))));
      default -> {}
    }
    return jobs(
        new JobTold(
            run,
            told.key("jobs", job.must("id")),
            job.text("name"),
            "",
            body.text("environment"),
            "",
            reviewers,
            job.text("html_url"),
            turns));
  }
}
