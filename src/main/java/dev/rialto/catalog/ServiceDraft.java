package dev.rialto.catalog;

import dev.rialto.people.Who;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service as somebody typed it, before anyone believes it; the owner is still a team's slug,
 * people are still what was typed. Pure.
 */
public record ServiceDraft(
    String name,
    String slug,
    String kind,
    String owner,
    People people,
    int tier,
    String capability,
    List<Environment> environments,
    String runbookUrl,
    String description,
    List<Repository> repositories,
    List<Link> links,
    List<String> aliases) {
  static final int LONGEST_NAME = 80;
  static final int LONGEST_KIND = 63;
  static final int LONGEST_DESCRIPTION = 4_000;
  static final int MOST_ENVIRONMENTS = 20;
  static final int MOST_REPOSITORIES = 20;
  static final int MOST_LINKS = 20;
  static final int MOST_ALIASES = 50;
  static final int LONGEST_ALIAS = 200;

  /** Addresses that mean something else below /services. */
  static final Set<String> TAKEN = Set.of("new", "export", "graph");

  /** The three named people of a service: who answers for it, and whom to ask in dev and in ops. */
  public record People(String serviceOwner, String dev, String ops) {
    static final People NOBODY = new People("", "", "");

    static People of(Service service) {
      return new People(
          email(service.serviceOwner()), email(service.devContact()), email(service.opsContact()));
    }

    private static String email(@Nullable Who who) {
      return who == null ? "" : who.email();
    }
  }

  static ServiceDraft empty(String owner) {
    return named("", owner);
  }

  /** A name and an owner are enough to begin. */
  public static ServiceDraft named(String name, String owner) {
    return new ServiceDraft(
        name,
        "",
        "service",
        owner,
        People.NOBODY,
        3,
        "",
        List.of(),
        "",
        "",
        List.of(),
        List.of(),
        List.of());
  }

  static ServiceDraft of(Service service) {
    return new ServiceDraft(
        service.name(),
        service.slug(),
        service.kind(),
        service.ownerSlug() == null ? "" : service.ownerSlug(),
        People.of(service),
        service.tier().number(),
        service.capability(),
        service.environments(),
        service.runbookUrl(),
        service.description(),
        service.repositories(),
        service.links(),
        service.aliases());
  }

  /** The slug follows the name unless it was chosen. */
  ServiceDraft withSlugFromName() {
    return slug.isEmpty()
        ? new ServiceDraft(
            name,
            Slug.of(name),
            kind,
            owner,
            people,
            tier,
            capability,
            environments,
            runbookUrl,
            description,
            repositories,
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
        .line("kind", kind, LONGEST_KIND)
        .holds(Tier.of(tier).isPresent(), "tier", "Tiers go from 1 (critical) to 4 (experimental).")
        .optionalLine("capability", capability, LONGEST_NAME)
        .webLink("runbook_url", runbookUrl)
        .prose("description", description, LONGEST_DESCRIPTION)
        .holds(
            environments.size() <= MOST_ENVIRONMENTS,
            "environments",
            "At most %d environments.".formatted(MOST_ENVIRONMENTS))
        .holds(
            repositories.size() <= MOST_REPOSITORIES,
            "repositories",
            "At most %d repositories.".formatted(MOST_REPOSITORIES))
        .holds(links.size() <= MOST_LINKS, "links", "At most %d links.".formatted(MOST_LINKS))
        .holds(
            aliases.size() <= MOST_ALIASES,
            "aliases",
            "At most %d other names.".formatted(MOST_ALIASES));
    checkEnvironments(scrutiny);
    for (var repository : repositories) {
      scrutiny
          .holds(!repository.url().isEmpty(), "repositories", "A repository needs an address.")
          .webLink("repositories", repository.url())
          .holds(
              Repository.KINDS.contains(repository.kind()),
              "repositories",
              "A repository holds " + String.join(" or ", Repository.KINDS) + ".");
    }
    for (var link : links) {
      scrutiny
          .line("links", link.title(), LONGEST_NAME)
          .holds(!link.url().isEmpty(), "links", "A link needs an address beside its title.")
          .webLink("links", link.url())
          .holds(
              Link.TYPES.contains(link.type()),
              "links",
              "A link leads to one of " + String.join(", ", Link.TYPES) + ".");
    }
    for (var alias : aliases) scrutiny.line("aliases", alias, LONGEST_ALIAS);
  }

  private void checkEnvironments(Scrutiny scrutiny) {
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
  }

  /** What a descriptor says is changed in the descriptor; here it would be undone unseen. */
  void checkAgainst(Service before, Scrutiny scrutiny) {
    if (before.origin() == null) return;
    var is = of(before);
    var told =
        "%s says so: change it there and import again, or detach this service from it."
            .formatted(before.origin());
    scrutiny
        .holds(name.equals(is.name), "name", told)
        .holds(kind.equals(is.kind), "kind", told)
        .holds(owner.equals(is.owner), "owner", told)
        .holds(capability.equalsIgnoreCase(is.capability), "capability", told)
        .holds(description.equals(is.description), "description", told)
        .holds(repositories.equals(is.repositories), "repositories", told)
        .holds(links.equals(is.links), "links", told);
  }
}
