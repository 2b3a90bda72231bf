package dev.rialto.alerts;

import dev.rialto.platform.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One life of one problem: since when, how bad, whose, who has it, and why it went where it went.
 *
 * @param waitsFor the alert of what its service needs, while it waits for that and pages nobody
 * @param inVain whether everybody was rung, nobody answered, and nothing more rings
 */
public record Alert(
    long id,
    String fingerprint,
    long sourceId,
    @Nullable Named service,
    @Nullable String runbookUrl,
    @Nullable Named team,
    Map<String, String> labels,
    Map<String, String> annotations,
    String generatorUrl,
    String title,
    Severity severity,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String endedHow,
    @Nullable Instant timeoutAt,
    Instant openedAt,
    Instant lastSeenAt,
    Instant updatedAt,
    int refreshes,
    @Nullable String groupKey,
    Route route,
    @Nullable Hold hold,
    @Nullable Answer answer,
    @Nullable Long mergedInto,
    @Nullable Long waitsFor,
    boolean inVain) {

  public record Named(long id, String slug, String name) {}

  /** The silence that keeps it from paging. */
  public record Hold(UUID silence, Instant until, String comment, String whose) {}

  /** Who acknowledged it, and when. */
  public record Answer(Instant at, String by, @Nullable Long personId) {}

  static Alert of(AlertRow row) {
    return new Alert(
        row.id(),
        row.fingerprint(),
        row.sourceId(),
        named(row.serviceId(), row.serviceSlug(), row.serviceName()),
        webLink(row.runbookUrl()),
        named(row.teamId(), row.teamSlug(), row.teamName()),
        Labels.of(row.labels()),
        Labels.of(row.annotations()),
        row.generatorUrl(),
        row.title(),
        Severity.values()[row.severity()],
        row.startedAt(),
        row.endedAt(),
        row.endedHow(),
        row.timeoutAt(),
        row.openedAt(),
        row.lastSeenAt(),
        row.updatedAt(),
        row.refreshes(),
        row.groupKey(),
        Json.read(row.route(), Route.class),
        row.heldBy() == null || row.heldUntil() == null
            ? null
            : new Hold(
                row.heldBy(),
                row.heldUntil(),
                String.valueOf(row.heldFor()),
                String.valueOf(row.heldWhose())),
        row.acknowledgedAt() == null
            ? null
            : new Answer(
                row.acknowledgedAt(), String.valueOf(row.acknowledgedBy()), row.acknowledgedId()),
        row.mergedInto(),
        row.waitsFor(),
        row.inVain());
  }

  public boolean firing() {
    return endedAt == null;
  }

  public boolean held() {
    return hold != null && firing();
  }

  /** Asked for by a person, to see that a page arrives: nothing is wrong. */
  public boolean practice() {
    return sourceId == Symptom.PRACTICE;
  }

  public boolean answered() {
    return answer != null;
  }

  /** As people read it aloud. */
  public String name() {
    return "A-" + id;
  }

  /** “payments: High error rate”; the service is not said twice. */
  public String headline() {
    return service == null || says(title, service.name()) ? title : service.name() + ": " + title;
  }

  private static boolean says(String title, String name) {
    var words = " " + title.toLowerCase(Locale.ROOT).replaceFirst(":", " ") + " ";
    return words.contains(" " + name.toLowerCase(Locale.ROOT) + " ");
  }

  public String path() {
    return "/alerts/" + id;
  }

  /** The sender's runbook beats the catalogue's: it is about this very alert. */
  public @Nullable String runbook() {
    var own = webLink(annotations.getOrDefault("runbook_url", annotations.get("runbook")));
    return own == null ? runbookUrl : own;
  }

  public @Nullable String source() {
    return webLink(generatorUrl);
  }

  /** Only what a browser opens as a page: a label may hold anything, javascript: included. */
  static @Nullable String webLink(@Nullable String text) {
    return text != null && (text.startsWith("https://") || text.startsWith("http://"))
        ? text
        : null;
  }

  private static @Nullable Named named(
      @Nullable Long id, @Nullable String slug, @Nullable String name) {
    return id == null ? null : new Named(id, String.valueOf(slug), String.valueOf(name));
  }
}
