package dev.rialto.capabilities;

import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import java.util.Set;

/**
 * A capability as somebody typed it, before anyone believes it; owners and the wider capability are
 * still what was typed. Pure.
 */
public record CapabilityDraft(
    String name, String slug, String description, String owner, String person, String partOf) {
  static final int LONGEST_NAME = 80;
  static final int LONGEST_DESCRIPTION = 4_000;

  /** Addresses that mean something else below /capabilities. */
  private static final Set<String> TAKEN = Set.of("new");

  static final CapabilityDraft EMPTY = new CapabilityDraft("", "", "", "", "", "");

  static CapabilityDraft of(Capability capability) {
    var person = capability.ownerPerson();
    return new CapabilityDraft(
        capability.name(),
        capability.slug(),
        capability.description(),
        capability.ownerSlug() == null ? "" : capability.ownerSlug(),
        person == null ? "" : person.email(),
        capability.partOfSlug() == null ? "" : capability.partOfSlug());
  }

  /** The slug follows the name unless it was chosen. */
  CapabilityDraft withSlugFromName() {
    return slug.isEmpty()
        ? new CapabilityDraft(name, Slug.of(name), description, owner, person, partOf)
        : this;
  }

  void check(Scrutiny scrutiny) {
    scrutiny
        .line("name", name, LONGEST_NAME)
        .holds(
            Slug.fits(slug),
            "slug",
            "Choose a short name for the address: a–z, 0–9 and hyphens, at most 63.")
        .holds(!TAKEN.contains(slug), "slug", "This address is taken by a page; choose another.")
        .prose("description", description, LONGEST_DESCRIPTION);
  }
}
