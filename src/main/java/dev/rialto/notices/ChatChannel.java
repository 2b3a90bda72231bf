package dev.rialto.notices;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a team hears of its deployments, and how that went lately. Address and secret are not in
 * it.
 *
 * @param hears all, or production only
 * @param tells what is told of a deployment
 * @param shown the host it goes to
 */
public record ChatChannel(
    long id,
    long teamId,
    String teamSlug,
    String name,
    String kind,
    String hears,
    List<String> tells,
    String shown,
    @Nullable Instant lastSentAt,
    @Nullable Instant failingSince,
    String lastReason,
    long waiting,
    int version) {

  /** “started, failed, rolled back”. */
  public String tellsSaid() {
    return tells.stream().map(word -> word.replace('_', ' ')).collect(Collectors.joining(", "));
  }

  public String state() {
    return failingSince != null ? "down" : lastSentAt == null ? "unknown" : "up";
  }

  public String word() {
    return failingSince != null ? "Fails" : lastSentAt == null ? "Nothing sent yet" : "Arrives";
  }
}
