package dev.rialto.people;

import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/** A team as somebody typed it, before anyone believes it. Pure. */
public record TeamDraft(String name, String slug, String zone, String description) {
  static final int LONGEST_NAME = 120;
  static final int LONGEST_DESCRIPTION = 2_000;

  /** Addresses that mean something else below /teams and /oncall. */
  private static final Set<String> TAKEN = Set.of("new", "now", "now-card");

  static final TeamDraft EMPTY = new TeamDraft("", "", "UTC", "");

  /** A blank one in the zone of whoever makes it, which is as a rule that of the team. */
  static TeamDraft in(ZoneId zone) {
    return new TeamDraft("", "", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId(), "");
  }

  /** A draft made from a form or a JSON body; the slug follows the name unless it was chosen. */
  public static TeamDraft of(String name, String slug, String zone, String description) {
    return new TeamDraft(
        name, slug.isEmpty() ? Slug.of(name) : slug, zone.isEmpty() ? "UTC" : zone, description);
  }

  static TeamDraft of(Team team) {
    return new TeamDraft(team.name(), team.slug(), team.zone(), team.description());
  }

  void check(Scrutiny scrutiny) {
    scrutiny
        .line("name", name, LONGEST_NAME)
        .holds(
            Slug.fits(slug),
            "slug",
            "Choose a short name for the address: a–z, 0–9 and hyphens, at most 63.")
        .holds(!TAKEN.contains(slug), "slug", "This address is taken by a page; choose another.")
        .holds(
            isZone(zone),
            "zone",
            "No such time zone. Write it as Europe/Berlin, America/New_York or UTC.")
        .prose("description", description, LONGEST_DESCRIPTION);
  }

  /** Offsets such as +02:00 are refused: a schedule has to know when the clocks change. */
  private static boolean isZone(String zone) {
    try {
      return zone.equals("UTC") || ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId());
    } catch (DateTimeException e) {
      return false;
    }
  }
}
