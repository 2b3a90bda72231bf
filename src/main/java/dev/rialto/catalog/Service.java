package dev.rialto.catalog;

import dev.rialto.people.Who;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs. Its owner may be missing, which every screen says aloud.
 *
 * @param kind what it is in the words of whoever described it: service, website, database
 * @param serviceOwner the one person who answers for it; the owner is the team that is paged
 * @param origin where a descriptor says what this is; then it is changed there
 * @param vanishedAt since when that descriptor no longer names it
 */
public record Service(
    long id,
    String slug,
    String name,
    String kind,
    @Nullable Long ownerTeamId,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    @Nullable Who serviceOwner,
    @Nullable Who devContact,
    @Nullable Who opsContact,
    Tier tier,
    String capability,
    @Nullable String capabilitySlug,
    List<Environment> environments,
    String runbookUrl,
    String description,
    List<Repository> repositories,
    List<Link> links,
    List<String> aliases,
    @Nullable String origin,
    @Nullable Instant vanishedAt,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  public boolean isOwned() {
    return ownerTeamId != null;
  }

  public List<Repository> repositories(String ofKind) {
    return repositories.stream().filter(r -> r.kind().equals(ofKind)).toList();
  }
}
