package dev.rialto.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that runs. Its owner may be missing, which every screen says aloud. */
public record Service(
    long id,
    String slug,
    String name,
    @Nullable Long ownerTeamId,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    Tier tier,
    String capability,
    List<Environment> environments,
    String runbookUrl,
    String description,
    List<Link> links,
    List<String> aliases,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  public boolean isOwned() {
    return ownerTeamId != null;
  }
}
