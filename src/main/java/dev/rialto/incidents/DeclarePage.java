package dev.rialto.incidents;

import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident being declared, or its title and severity being mended.
 *
 * @param services as typed, parted by commas
 * @param began as typed, in the reader's zone
 * @param near live incidents that this may already be
 * @param incident the one that is mended; null: a new one
 */
public record DeclarePage(
    String headline,
    int severity,
    String services,
    String began,
    List<Long> alerts,
    List<Incident> near,
    @Nullable Incident incident,
    List<Wrong> wrongs,
    @Nullable String faster,
    Instant now) {

  public String action() {
    return incident == null ? "/incidents" : incident.path();
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
