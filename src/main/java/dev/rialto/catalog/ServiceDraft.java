package dev.rialto.catalog;

import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A service as somebody typed it, before anyone believes it; the owner is still a team's slug.
 * Pure.
 */
public record ServiceDraft(
    String name,
    String slug,
    String owner,
    int tier,
    String capability,
    List<Environment> environments,
    String runbookUrl,
    String description,
    List<Link> links,
    List<String> aliases) {
  static final int LONGEST_NAME = 80;
  static final int LONGEST_DESCRIPTION = 4_000;
  static final int MOST_ENVIRONMENTS = 20;
  static final int MOST_LINKS = 20;
  static final int MOST_ALIASES = 50;
  static final int LONGEST_ALIAS = 200;

  /** Addresses that mean something else below /services. */
  private static final Set<String> TAKEN = Set.of("new", "export");

  static ServiceDraft empty(String owner) {
    return new ServiceDraft("", "", owner, 3, "", List.of(), "", "", List.of(), List.of());
  }

  static ServiceDraft of(Service service) {
    return new ServiceDraft(
        service.name(),
        service.slug(),
        service.ownerSlug() == null ? "" : service.ownerSlug(),
        service.tier().number(),
        service.capability(),
        service.environments(),
        service.runbookUrl(),
        service.description(),
        service.links(),
        service.aliases());
  }

  /** The slug follows the name unless it was chosen. */
  ServiceDraft withSlugFromName() {
    return slug.isEmpty()
        ? new ServiceDraft(
            name,
            Slug.of(name),
            owner,
            tier,
            capability,
            environments,
            runbookUrl,
            description,
            links,
            aliases)
        : this;
  }

  /** Every name this service answers to, folded as the catalog looks them up. */
  static String key(String name) {
    return Scrutiny.tidy(name).toLowerCase(Locale.ROOT);
  }

  void check(Scrutiny scrutiny) {
    scrutiny
        .line("name", name, LONGEST_NAME)
        .holds(
            Slug.fits(slug),
            "slug",
            "Choose a short name for the address: a–z, 0–9 and hyphens, at most 63.")
        .holds(!TAKEN.contains(slug), "slug", "This address is taken by a page; choose another.")
        .holds(Tier.of(tier).isPresent(), "tier", "Tiers go from 1 (critical) to 4 (experimental).")
        .optionalLine("capability", capability, LONGEST_NAME)
        .webLink("runbook_url", runbookUrl)
        .prose("description", description, LONGEST_DESCRIPTION)
        .holds(
            environments.size() <= MOST_ENVIRONMENTS,
            "environments",
            "At most %d environments.".formatted(MOST_ENVIRONMENTS))
        .holds(links.size() <= MOST_LINKS, "links", "At most %d links.".formatted(MOST_LINKS))
        .holds(
            aliases.size() <= MOST_ALIASES,
            "aliases",
            "At most %d other names.".formatted(MOST_ALIASES));
    var seen = new HashSet<String>();
    for (var environment : environments) {
      scrutiny
          .line("environments", environment.name(), LONGEST_NAME)
          .holds(
              Environment.TIERS.contains(environment.tier()),
              "environments",
              "An environment is one of " + String.join(", ", Environment.TIERS) + ".")
          .holds(
              seen.add(key(environment.name())),
              "environments",
              "Two environments bear one name; one of them is enough.");
    }
    for (var link : links) {
      scrutiny
          .line("links", link.title(), LONGEST_NAME)
          .holds(!link.url().isEmpty(), "links", "A link needs an address beside its title.")
          .webLink("links", link.url());
    }
    for (var alias : aliases) scrutiny.line("aliases", alias, LONGEST_ALIAS);
  }
}
