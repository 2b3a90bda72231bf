package dev.rialto.status;

import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;

/**
 * One thing customers do, in their words, and what stands behind it.
 *
 * @param kind capability or service
 * @param target the short name of that
 */
public record Component(
    long id, String name, String description, String kind, String target, int place, int version) {
  static final String CAPABILITY = "capability";
  static final String SERVICE = "service";
  static final int LAST_PLACE = 999;

  /** The draft of a new one. */
  static Component draft(String name, String description, String kind, String target, int place) {
    return new Component(0, name, description, kind, target, place, 0);
  }

  void check(Scrutiny scrutiny) {
    scrutiny
        .line("name", name, 80)
        .optionalLine("description", description, 300)
        .holds(
            kind.equals(CAPABILITY) || kind.equals(SERVICE),
            "kind",
            "One of capability and service.")
        .holds(
            Slug.fits(target),
            "target",
            "The short name of the capability or service, such as customers-can-pay.")
        .holds(
            place >= 1 && place <= LAST_PLACE,
            "place",
            "A whole number from 1 to %d.".formatted(LAST_PLACE));
  }
}
