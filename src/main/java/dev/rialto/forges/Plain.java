package dev.rialto.forges;

import dev.rialto.delivery.Event;
import dev.rialto.delivery.Origin;
import dev.rialto.delivery.Step;
import dev.rialto.delivery.Told;
import dev.rialto.pipelines.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a person would write in one line of curl: one deployment or a list of them, all or none
 * taken. The body of DevLake's webhook, which tells start and end at once, is read too.
 */
final class Plain {
  static final int MOST = 500;

  /** A clock may be a little wrong; a deployment of tomorrow is a mistake. */
  static final Duration AHEAD = Duration.ofMinutes(5);

  private final long source;
  private final Instant receivedAt;

  Plain(long source, Instant receivedAt) {
    this.source = source;
    this.receivedAt = receivedAt;
  }

  Heard read(Look body) {
    if (body.node().isObject()) {
      return Heard.of(one(body));
    }
    if (!body.node().isArray()) {
      throw new NotUnderstood("", "is no object, as in {\"service\": \"payments\", …}.");
    }
    if (body.node().size() > MOST) {
      throw new NotUnderstood("", "has more than " + MOST + " deployments. Send it in parts.");
    }
    var told = new ArrayList<Told>();
    body.each().forEach(each -> told.addAll(one(each)));
    return Heard.of(told);
  }

  private List<Told> one(Look body) {
    if (!body.node().isObject()) {
      throw new NotUnderstood(
          body.pointer(), "is no object, as in {\"service\": \"payments\", …}.");
    }
    return body.in("deploymentCommits").there() || body.in("startedDate").there()
        ? devLake(body)
        : List.of(own(body));
  }

  private Told own(Look body) {
    var state = body.must("state").toLowerCase(Locale.ROOT);
    var step =
        switch (state) {
          case "waiting" -> Step.WAITING;
          case "started", "running", "in_progress" -> Step.STARTED;
          case "succeeded", "success" -> Step.SUCCEEDED;
          case "failed", "failure" -> Step.FAILED;
          case "cancelled", "canceled" -> Step.CANCELLED;
          case "rolled_back" -> Step.ROLLED_BACK;
          default ->
              throw new NotUnderstood(
                  body.pointer() + "/state",
                  "is none of waiting, started, succeeded, failed, cancelled, rolled_back.");
        };
    var environment = body.must("environment");
    var service = body.text("service");
    var repository = body.text("repository");
    if (service.isEmpty() && repository.isEmpty()) {
      throw new NotUnderstood(body.pointer() + "/service", "is missing. Say which service it is.");
    }
    var version = body.text("version");
    var sha = body.text("sha");
    if (version.isEmpty() && sha.isEmpty()) {
      throw new NotUnderstood(
          body.pointer() + "/version", "is missing. Say what went out, as version or as sha.");
    }
    var at = body.time("at", receivedAt);
    if (at.isAfter(receivedAt.plus(AHEAD))) {
      throw new NotUnderstood(
          body.pointer() + "/at", "lies in the future. Is the sender's clock right?");
    }
    return told(
        new Origin(
            "plain", Origin.repository(repository), body.text("path"), environment, service, ""),
        body.text("id"),
        new Event(
            step,
            step.word(),
            at,
            version,
            sha,
            body.text("by"),
            body.text("url"),
            body.text("description")));
  }

  private Told told(Origin origin, String id, Event event) {
    var named = event.version().isEmpty() ? event.sha() : event.version();
    return id.isEmpty()
        ? new Told(
            origin,
            String.join(
                " ",
                "plain",
                origin.repository(),
                origin.path(),
                origin.service().toLowerCase(Locale.ROOT),
                origin.environment().toLowerCase(Locale.ROOT),
                named),
            false,
            event)
        : new Told(origin, "plain " + source + " " + id, true, event);
  }

  private List<Told> devLake(Look body) {
    var commits = body.in("deploymentCommits").each();
    var commit = commits.isEmpty() ? body : commits.getFirst();
    var sha = commit.first("commitSha", "commit_sha");
    var version = commit.first("refName", "ref_name");
    var tag = version.matches("v?\\d+(?:\\.\\d+)+.*") ? version : "";
    var origin =
        new Origin(
            "plain",
            Origin.repository(commit.first("repoUrl", "repo_url")),
            "",
            body.must("environment"),
            body.text("service"),
            body.text("environment"));
    if (origin.repository().isEmpty() && origin.service().isEmpty()) {
      throw new NotUnderstood(
          body.pointer() + "/deploymentCommits", "names no repoUrl, and no service is said.");
    }
    if (sha.isEmpty() && tag.isEmpty()) {
      throw new NotUnderstood(body.pointer() + "/deploymentCommits", "names no commitSha.");
    }
    var told = new ArrayList<Told>();
    var started = body.time("startedDate", body.time("createdDate", receivedAt));
    told.add(devLake(body, origin, Step.STARTED, started, tag, sha));
    var result = body.text("result").toUpperCase(Locale.ROOT);
    var finished = body.time("finishedDate");
    if (finished != null || !result.isEmpty()) {
      var step = result.isEmpty() || result.equals("SUCCESS") ? Step.SUCCEEDED : Step.FAILED;
      told.add(devLake(body, origin, step, finished == null ? receivedAt : finished, tag, sha));
    }
    return told;
  }

  private Told devLake(Look body, Origin origin, Step step, Instant at, String tag, String sha) {
    return told(
        origin,
        body.text("id"),
        new Event(
            step,
            step.word(),
            at,
            tag,
            sha,
            "",
            body.text("url"),
            body.first("displayTitle", "name")));
  }
}
