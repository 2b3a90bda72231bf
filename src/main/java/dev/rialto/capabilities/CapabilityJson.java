package dev.rialto.capabilities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API promises about a capability, and how it reads one. */
record CapabilityJson(
    long id,
    String slug,
    String name,
    String description,
    @Nullable String owner,
    @Nullable String ownerName,
    @Nullable String ownerPerson,
    @Nullable String ownerPersonName,
    @Nullable String partOf,
    @Nullable String origin,
    int version,
    Instant createdAt,
    Instant updatedAt) {
  private static final Set<String> FIELDS =
      Set.of("name", "slug", "description", "owner", "owner_person", "part_of", "version");

  static CapabilityJson of(Capability capability) {
    var person = capability.ownerPerson();
    return new CapabilityJson(
        capability.id(),
        capability.slug(),
        capability.name(),
        capability.description(),
        capability.ownerSlug(),
        capability.ownerName(),
        person == null ? null : person.email(),
        person == null ? null : person.name(),
        capability.partOfSlug(),
        capability.origin(),
        capability.version(),
        capability.createdAt(),
        capability.updatedAt());
  }

  /** What was sent laid over what is there; a missing field leaves it as it is. */
  static CapabilityDraft merge(CapabilityDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, FIELDS);
    return new CapabilityDraft(
        fields.text("name", base.name()),
        fields.text("slug", base.slug()),
        fields.text("description", base.description()),
        fields.text("owner", base.owner()),
        fields.text("owner_person", base.person()),
        fields.text("part_of", base.partOf()));
  }
}
