package dev.rialto.alerts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sender's word about one problem, whatever format it came in. {@code endsAt} is null only where
 * the sender has no notion of an end; {@code timeout} says that the end was reckoned here and a real
 * one beats it.
 */
public record Symptom(
    String fingerprint,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    @Nullable Instant endsAt,
    boolean timeout,
    @Nullable String generatorUrl,
    long sourceId,
    @Nullable String groupKey,
    Instant receivedAt) {

  /** An end that has passed when the word arrived is a resolution; one still ahead is a deadline. */
  public boolean resolved() {
    return endsAt != null && !endsAt.isAfter(receivedAt);
  }

  public Severity severity() {
    return Severity.of(labels.get("severity"));
  }

  /** What a person is told first: the summary written for people, else the name of the rule. */
  public String title() {
    return firstOf(annotations, "summary", "title", "message", "description")
        .or(() -> firstOf(labels, "alertname", "name", "check", "dedup_key"))
        .orElseGet(() -> labels.values().stream().sorted().findFirst().orElse("alert"));
  }

  /** The labels senders use to name the service, the plainest first. */
  public @Nullable String serviceHint() {
    return firstOf(labels, "service", "app", "application", "app_kubernetes_io_name", "job")
        .orElse(null);
  }

  private static Optional<String> firstOf(Map<String, String> from, String... names) {
    for (var name : names) {
      var value = from.get(name);
      if (value != null && !value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
