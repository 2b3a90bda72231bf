package dev.rialto.forges;

import dev.rialto.delivery.Event;
import dev.rialto.delivery.Step;
import dev.rialto.delivery.Told;
import dev.rialto.pipelines.ChangeTold;
import dev.rialto.pipelines.Heard;
import dev.rialto.pipelines.RequestTold;
import dev.rialto.pipelines.Stand;
import dev.rialto.pipelines.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * GitHub's webhooks: changes, change requests and deployments here, pipelines beside. An event that
 * nobody reads yet says nothing; its raw body is kept all the same.
 */
final class GitHub {
  private static final String BRANCH = "refs/heads/";

  private final Look body;
  private final Instant receivedAt;
  private final GitHubBody told;

  GitHub(Look body, Instant receivedAt) {
    this.body = body;
    this.receivedAt = receivedAt;
    this.told = new GitHubBody(body);
  }

  Heard read(String event) {
    return switch (event) {
      case "push" -> push();
      case "pull_request" -> pullRequest();
      case "deployment" -> deployment();
      case "deployment_status" -> deploymentStatus();
      case "workflow_run" -> new GitHubRuns(body, receivedAt).run();
      case "workflow_job" -> new GitHubRuns(body, receivedAt).job();
      case "deployment_review" -> new GitHubRuns(body, receivedAt).review();
      default -> Heard.NOTHING;
    };
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
          case "waiting" -> Step.WAITING;
          case "queued", "pending", "in_progress" -> Step.STARTED;
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
                told.origin(body.in("workflow_run").text("path"), environment, tier),
                told.key("deployments", deployment.must("id")),
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
        GitHubBody.who(deployment.in("creator")),
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

  private Heard push() {
    var ref = body.text("ref");
    var branch = ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
    var changes = new ArrayList<ChangeTold>();
    for (var commit : body.in("commits").each()) {
      changes.add(
          new ChangeTold(
              told.origin("", "", ""),
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
            .map(GitHubBody::who)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    boolean closed = pull.text("state").equals("closed");
    var additions = pull.whole("additions");
    var deletions = pull.whole("deletions");
    return requests(
        new RequestTold(
            told.origin("", "", ""),
            told.key("pull", pull.must("number")),
            Long.parseLong(pull.must("number")),
            pull.text("title"),
            GitHubBody.who(pull.in("user")),
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
                GitHubBody.who(body.in("sender")))));
  }

  static Heard requests(RequestTold request) {
    return new Heard(List.of(), List.of(), List.of(), List.of(), List.of(request));
  }
}
