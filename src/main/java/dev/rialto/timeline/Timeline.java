package dev.rialto.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.incidents.IncidentRole;
import dev.rialto.incidents.State;
import dev.rialto.journal.Entry;
import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts what happened into words, the newest first. It is read where it is kept each time it is
 * looked at, so it cannot miss what came late, nor tell anything twice. Pure.
 */
record Timeline(long incidentId, Facts facts) {
  /** More names than these are a number. */
  private static final int MOST_NAMES = 3;

  /** What people said is read where it is kept, with the time at which it happened. */
  private static final Set<String> WORDS = Set.of("incident.noted", "incident.updated");

  List<Line> lines() {
    var lines = new ArrayList<Line>();
    facts.deployments().forEach(d -> lines.add(deployment(d)));
    facts.checks().forEach(c -> lines.add(check(c)));
    facts.alerts().forEach(a -> alert(a, lines));
    rings(lines);
    facts.entries().forEach(e -> entry(e).ifPresent(lines::add));
    facts.notes().forEach(n -> lines.add(note(n)));
    // What came first in the list was the cause of two things at one moment.
    lines.sort(Comparator.comparing(Line::at));
    return lines.reversed();
  }

  private static Line deployment(Facts.DeploymentFact d) {
    var name = "%s %s".formatted(d.service(), d.version());
    var at = d.finishedAt() == null ? d.startedAt() : d.finishedAt();
    var where = d.environment().isEmpty() ? "" : " to " + d.environment();
    boolean back = d.kind().equals("rollback");
    var said =
        switch (d.state()) {
          case "waiting" -> (back ? "Rollback" : "Deployment") + where + " waits for somebody:";
          case "cancelled" -> (back ? "Rollback" : "Deployment") + where + " was called off:";
          case "running" -> (back ? "Rollback" : "Deployment") + where + " began:";
          case "failed" -> (back ? "Rollback" : "Deployment") + where + " failed:";
          default -> (back ? "Rolled back" : "Deployed") + where + ":";
        };
    var took =
        d.finishedAt() == null
            ? ""
            : "took " + Show.duration(Duration.between(d.startedAt(), d.finishedAt()));
    var by = d.byWhom() == null ? "" : "by " + d.byWhom();
    return Line.bySystem(
            at,
            d.state().equals("failed") ? "degraded" : back && !took.isEmpty() ? "up" : null,
            said,
            name,
            "/deployments/" + d.id())
        .withDetail(joined(took, by));
  }

  private static Line check(Facts.CheckFact c) {
    var word = c.state().substring(0, 1).toUpperCase(Locale.ROOT) + c.state().substring(1);
    return Line.bySystem(c.fromAt(), c.state(), word + ": check", c.name(), "/checks/" + c.id())
        .withDetail(c.state().equals("up") || c.cause() == null ? null : c.cause());
  }

  private static void alert(Facts.AlertFact a, List<Line> lines) {
    var name =
        a.service() == null || a.title().contains(a.service())
            ? a.title()
            : a.service() + ": " + a.title();
    var data = "/alerts/" + a.id();
    var apart = a.part() ? null : "not part of it";
    lines.add(
        Line.bySystem(
                a.startedAt(),
                switch (a.severity()) {
                  case "critical", "error" -> "down";
                  case "warning" -> "degraded";
                  default -> "unknown";
                },
                "Alert A-%d, %s:".formatted(a.id(), a.severity()),
                name,
                data)
            .withDetail(apart));
    if (a.acknowledgedAt() != null) {
      lines.add(
          Line.byPerson(
                  a.acknowledgedAt(),
                  String.valueOf(a.acknowledgedBy()),
                  "acknowledged A-" + a.id(),
                  null,
                  data)
              .withDetail(
                  Show.duration(Duration.between(a.startedAt(), a.acknowledgedAt()))
                      + " after it began"));
    }
    if (a.endedAt() != null) {
      lines.add(
          Line.bySystem(a.endedAt(), "up", "Over: alert A-%d,".formatted(a.id()), name, data)
              .withDetail(apart));
    }
  }

  /** Those rung for one alert at one moment are one line. */
  private void rings(List<Line> lines) {
    record Moment(long alertId, Instant at) {}
    var together = new LinkedHashMap<Moment, List<String>>();
    facts
        .rings()
        .forEach(
            ring ->
                together
                    .computeIfAbsent(
                        new Moment(ring.alertId(), ring.rangAt()), at -> new ArrayList<>())
                    .add(ring.name()));
    together.forEach(
        (moment, names) -> {
          int more = names.size() - MOST_NAMES;
          var said =
              String.join(", ", names.stream().limit(MOST_NAMES).toList())
                  + (more > 0 ? " and " + more + " more" : "");
          lines.add(
              Line.bySystem(
                  moment.at(),
                  null,
                  "Rang for A-%d:".formatted(moment.alertId()),
                  said,
                  "/alerts/" + moment.alertId()));
        });
  }

  private Line note(Note n) {
    var line =
        Line.byPerson(
                n.at(),
                n.by(),
                switch (n.told()) {
                  case RECORD -> "";
                  case INSIDE -> "told everybody here";
                  case PUBLIC -> "told customers, for the status page";
                },
                null,
                "/incidents/" + incidentId + "#note-" + n.id())
            .withQuote(n.text());
    var late = Duration.between(n.at(), n.writtenAt());
    return late.compareTo(Duration.ofMinutes(1)) < 0
        ? line
        : line.withDetail("written down %s later".formatted(Show.duration(late)));
  }

  private Optional<Line> entry(Entry entry) {
    if (WORDS.contains(entry.kind())) {
      return Optional.empty();
    }
    var after = entry.afterTree();
    var before = entry.beforeTree();
    var said =
        switch (entry.kind()) {
          case "incident.declared" -> "declared severity " + text(after, "severity");
          case "incident.mitigated" -> "says that it is mitigated";
          case "incident.resolved" -> "says that it is over";
          case "incident.closed" -> "closed it";
          case "incident.reopened" -> "reopened it";
          case "incident.severity_changed" ->
              "changed the severity from %s to %s"
                  .formatted(text(before, "severity"), text(after, "severity"));
          case "incident.changed" -> "mended title or begin:";
          case "incident.service_added" -> "added the service";
          case "incident.service_removed" -> "took out the service";
          case "incident.alert_added" -> "added alert A-" + text(after, "alert") + ":";
          case "incident.alert_removed" -> "took out alert A-" + text(before, "alert") + ":";
          case "incident.role_taken" -> "took the role " + text(after, "role") + from(before);
          case "incident.role_given" ->
              "gave the role %s%s to".formatted(text(after, "role"), from(before));
          case "incident.role_left" -> "laid down the role " + text(before, "role");
          case "incident.task_added" -> "has a task for " + whom(after) + ":";
          case "incident.task_done" -> "ticked off:";
          case "incident.task_reopened" -> "is not done with:";
          case "incident.task_removed" -> "dropped the task:";
          case "incident.suspect_confirmed" -> "is sure that it was";
          case "incident.suspect_rejected" -> "rules out";
          case "incident.suspect_undone" -> "took back the word on";
          case "incident.update_overdue" ->
              "Nobody has told people anything since they were to hear";
          default -> null;
        };
    if (said == null) {
      return Optional.empty();
    }
    boolean person = !entry.actor().equals("rialto");
    var line =
        new Line(
            moment(entry, after),
            person,
            shape(entry.kind()),
            person ? entry.who() : null,
            said,
            about(entry.kind(), before, after),
            null,
            entry.kind().equals("incident.declared") ? meaning(after) : null,
            "/journal?subject=incident&id=" + incidentId);
    return Optional.of(line);
  }

  /** A step that somebody dates back happened then. */
  private static Instant moment(Entry entry, @Nullable JsonNode after) {
    if (after == null || !after.path("at").isTextual()) {
      return entry.at();
    }
    try {
      return Instant.parse(after.path("at").textValue());
    } catch (DateTimeParseException e) {
      return entry.at();
    }
  }

  private static @Nullable String shape(String kind) {
    return switch (kind) {
      case "incident.declared", "incident.reopened" -> State.OPEN.shape();
      case "incident.mitigated" -> "up";
      case "incident.resolved" -> State.RESOLVED.shape();
      case "incident.update_overdue" -> "degraded";
      default -> null;
    };
  }

  private static @Nullable String about(
      String kind, @Nullable JsonNode before, @Nullable JsonNode after) {
    return switch (kind) {
      case "incident.changed" -> text(after, "title");
      case "incident.service_added" -> text(after, "name");
      case "incident.service_removed" -> text(before, "name");
      case "incident.alert_added" -> text(after, "title");
      case "incident.alert_removed" -> text(before, "title");
      case "incident.role_given" -> text(after, "name");
      case "incident.task_added",
          "incident.task_done",
          "incident.task_reopened",
          "incident.suspect_confirmed",
          "incident.suspect_rejected",
          "incident.suspect_undone" ->
          text(after, "about");
      case "incident.task_removed" -> text(before, "about");
      default -> null;
    };
  }

  private static String meaning(@Nullable JsonNode after) {
    return text(after, "severity_means")
        + (after != null && after.path("leader").isTextual()
            ? ", and " + IncidentRole.COMMANDER.does()
            : "");
  }

  private static String from(@Nullable JsonNode before) {
    var name = text(before, "name");
    return name.isEmpty() ? "" : " over from " + name;
  }

  private static String whom(@Nullable JsonNode after) {
    var name = text(after, "person");
    return name.isEmpty() ? "whoever can" : name;
  }

  private static String text(@Nullable JsonNode json, String field) {
    return json == null ? "" : json.path(field).asText("");
  }

  private static @Nullable String joined(String... parts) {
    var said = String.join(", ", Arrays.stream(parts).filter(p -> !p.isEmpty()).toList());
    return said.isEmpty() ? null : said;
  }
}
