package dev.rialto.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where something belongs: what people said first, then what the sender calls the service, then who
 * lives in the repository. Pure; when it cannot tell it says why, and nothing is dropped.
 *
 * @param byName services by every name they are known by, folded to lower case
 * @param byRepository the services whose catalog entry names a repository
 */
record Mapping(List<Rule> rules, Map<String, Known> byName, Map<String, List<Known>> byRepository) {

  /** What somebody said; an empty part means any. */
  record Rule(
      long id,
      String repository,
      String path,
      String environment,
      String service,
      long serviceId,
      String called) {

    boolean fits(Origin origin) {
      return (repository.isEmpty() || repository.equals(origin.repository()))
          && (service.isEmpty() || service.equalsIgnoreCase(origin.service()))
          && (environment.isEmpty() || environment.equalsIgnoreCase(origin.environment()))
          && origin.path().startsWith(path);
    }

    /** The one that says most decides; of two alike the older. */
    static final Comparator<Rule> CLOSEST =
        Comparator.comparing((Rule rule) -> rule.path().length())
            .thenComparing(rule -> !rule.environment().isEmpty())
            .thenComparing(rule -> !rule.repository().isEmpty())
            .thenComparing(rule -> !rule.service().isEmpty())
            .thenComparing(rule -> -rule.id());
  }

  /** A service as far as it matters here. */
  record Known(long id, String name, List<Place> places) {}

  /** An environment as the catalog names it. */
  record Place(String name, String tier) {}

  /** What was decided and why; without a service it is unmatched. */
  record Belonging(@Nullable Long serviceId, @Nullable Place place, String because) {}

  Belonging of(Origin origin, Map<Long, Known> byId) {
    var rule = rules.stream().filter(each -> each.fits(origin)).max(Rule.CLOSEST);
    if (rule.isPresent()) {
      var known = Objects.requireNonNull(byId.get(rule.get().serviceId()));
      return found(known, origin, rule.get().called(), "Somebody said that it is " + known.name());
    }
    if (!origin.service().isEmpty()) {
      var known = byName.get(origin.service().toLowerCase(Locale.ROOT));
      return known == null
          ? missing("No service is called “" + cut(origin.service()) + "”")
          : found(known, origin, "", known.name() + " is called so in the catalog");
    }
    var here = byRepository.getOrDefault(origin.repository(), List.of());
    return switch (here.size()) {
      case 0 -> missing("No service in the catalog names this repository");
      case 1 ->
          found(
              here.getFirst(),
              origin,
              "",
              here.getFirst().name() + " lives in this repository, says the catalog");
      default -> missing(here.size() + " services live in this repository: say which");
    };
  }

  private static String cut(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  private static Belonging missing(String because) {
    return new Belonging(null, null, because);
  }

  private static Belonging found(Known known, Origin origin, String called, String because) {
    return new Belonging(
        known.id(),
        origin.environment().isEmpty() ? null : place(known, origin, called),
        because.length() > 400 ? because.substring(0, 400) : because);
  }

  /** The catalog's own name for it where it can only mean one, else as told. */
  private static Place place(Known known, Origin origin, String called) {
    var wanted = called.isEmpty() ? origin.environment() : called;
    for (var place : known.places()) {
      if (place.name().equalsIgnoreCase(wanted)) {
        return place;
      }
    }
    var tier = tier(wanted, origin.tier());
    if (called.isEmpty()) {
      var alike = known.places().stream().filter(p -> p.tier().equals(tier)).toList();
      if (alike.size() == 1 && plainly(wanted)) {
        return alike.getFirst();
      }
    }
    return new Place(wanted, tier);
  }

  private static final List<String> PLAIN =
      List.of(
          "production",
          "prod",
          "live",
          "staging",
          "stage",
          "preprod",
          "pre-production",
          "testing",
          "test",
          "qa",
          "development",
          "dev");

  /** A word for a tier and no name of its own, such as production-eu. */
  private static boolean plainly(String name) {
    return PLAIN.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The sender's own word where it has one, else what the name says. */
  static String tier(String name, String told) {
    if (dev.rialto.catalog.Environment.TIERS.contains(told)) {
      return told;
    }
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.matches(".*(stag|pre-?prod|non-?prod|uat|accept|canary).*")) {
      return "staging";
    }
    if (lower.matches("(.*[^a-z])?(prod|production|live|prd)([^a-z].*)?")) {
      return "production";
    }
    if (lower.matches("(.*[^a-z])?(test|testing|tst|qa|integration|int)([^a-z].*)?")) {
      return "testing";
    }
    if (lower.matches("(.*[^a-z])?(dev|development|review|preview|local|sandbox)([^a-z].*)?")) {
      return "development";
    }
    return "other";
  }
}
