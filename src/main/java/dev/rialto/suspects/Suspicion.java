package dev.rialto.suspects;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments may have done it, the likeliest first. A rollback is never a suspect of what it
 * mends; it speaks against what it took back. Pure.
 */
record Suspicion(Inquiry inquiry) {
  /** What finished within this before it broke is suspected for that alone. */
  static final Duration CAUSE_WITHIN = Duration.ofHours(4);

  /** A rollback helped when what was down held again within this. */
  static final Duration GREEN_WITHIN = Duration.ofMinutes(30);

  /** Shorter versions, such as 7, stand in too many sentences. */
  static final int SHORTEST_NAMED = 3;

  static final int MOST = 12;

  List<Suspect> suspects() {
    return inquiry.deployments().stream()
        .filter(this::mayHave)
        .map(this::suspect)
        .filter(this::isWorthALook)
        .sorted(
            comparing(Suspect::verdict)
                .thenComparing(Suspect::strength)
                .thenComparing(Suspect::against)
                .thenComparing(s -> s.deployed().at(), Comparator.reverseOrder())
                .thenComparing(s -> s.deployed().id(), Comparator.reverseOrder()))
        .limit(MOST)
        .toList();
  }

  /** It was begun before things broke; a person may suspect whatever they like. */
  private boolean mayHave(Deployed deployed) {
    return inquiry.judged().containsKey(deployed.id())
        || (!deployed.startedAt().isAfter(inquiry.began())
            && (deployed.production() || !isElsewhereInProduction(deployed))
            && rollbacks().noneMatch(rollback -> deployed.equals(target(rollback))));
  }

  /** Customers are in production: what ran elsewhere is evidence, where production is known. */
  private boolean isElsewhereInProduction(Deployed deployed) {
    return inquiry.deployments().stream()
        .anyMatch(d -> d.production() && d.serviceId() == deployed.serviceId());
  }

  private boolean isWorthALook(Suspect suspect) {
    return suspect.judged() != null
        || suspect.evidence().stream()
            .anyMatch(
                e ->
                    switch (e) {
                      case Evidence.Named n -> true;
                      case Evidence.RolledBack r -> true;
                      case Evidence.TakenBack t -> true;
                      case Evidence.Underway u -> true;
                      case Evidence.Before b -> true;
                      default -> false;
                    });
  }

  private Suspect suspect(Deployed deployed) {
    var evidence = new ArrayList<Evidence>();
    named(deployed).ifPresent(evidence::add);
    var rolledBack = rolledBack(deployed);
    if (rolledBack != null) {
      evidence.add(rolledBack);
    }
    takenBack(deployed).ifPresent(evidence::add);
    if (deployed.state().equals("failed")) {
      evidence.add(new Evidence.Failed());
    }
    evidence.add(when(deployed));
    elsewhere(deployed, evidence);
    if (inquiry.services().contains(deployed.serviceId())) {
      evidence.add(new Evidence.Own());
    } else {
      evidence.add(
          new Evidence.Needed(inquiry.needs().get(deployed.serviceId()) == Inquiry.Need.HARD));
    }
    if (!deployed.production()) {
      evidence.add(new Evidence.NotProduction(deployed.environment()));
    }
    evidence.sort(comparing(Evidence::against).thenComparing(Evidence::rank));
    var judged = inquiry.judged().get(deployed.id());
    boolean proven = rolledBack != null && rolledBack.helped();
    return new Suspect(
        deployed,
        judged != null ? judged.verdict() : proven ? Verdict.CONFIRMED : Verdict.SUSPECTED,
        List.copyOf(evidence),
        judged);
  }

  private Evidence when(Deployed deployed) {
    if (deployed.finishedAt() == null || deployed.finishedAt().isAfter(inquiry.began())) {
      return new Evidence.Underway();
    }
    var before = Duration.between(deployed.finishedAt(), inquiry.began());
    return before.compareTo(CAUSE_WITHIN) <= 0
        ? new Evidence.Before(before)
        : new Evidence.Old(before);
  }

  /** A name in free text makes it more likely; it proves nothing: “2.41.0 is innocent”. */
  private Optional<Evidence> named(Deployed deployed) {
    return inquiry.said().stream()
        .filter(said -> names(said.text(), deployed.version()))
        .findFirst()
        .map(said -> new Evidence.Named(said.who(), said.at()));
  }

  static boolean names(String text, String version) {
    if (version.length() < SHORTEST_NAMED) {
      return false;
    }
    for (int at = text.indexOf(version); at >= 0; at = text.indexOf(version, at + 1)) {
      int end = at + version.length();
      boolean begins = at == 0 || !belongs(text.charAt(at - 1));
      boolean ends =
          end == text.length()
              || !belongs(text.charAt(end))
              || (text.charAt(end) == '.'
                  && (end + 1 == text.length()
                      || !Character.isLetterOrDigit(text.charAt(end + 1))));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean belongs(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }

  /** The rollback that took exactly this one back, while things were broken. */
  private Evidence.@Nullable RolledBack rolledBack(Deployed deployed) {
    return rollbacks()
        .filter(rollback -> deployed.equals(predecessor(rollback)))
        .findFirst()
        .map(rollback -> rolledBack(deployed, rollback))
        .orElse(null);
  }

  private Evidence.RolledBack rolledBack(Deployed deployed, Deployed rollback) {
    var down =
        inquiry.outages().stream()
            .filter(o -> o.serviceId() == deployed.serviceId() || isBroken(o))
            .filter(o -> o.liesAt(rollback.at()) && !o.from().isBefore(deployed.startedAt()))
            .min(comparing(o -> o.to() == null ? Instant.MAX : o.to()))
            .orElse(null);
    if (down == null) {
      return new Evidence.RolledBack(rollback.at(), rollback.version(), null, null);
    }
    var after = down.to() == null ? null : Duration.between(rollback.at(), down.to());
    return new Evidence.RolledBack(
        rollback.at(),
        rollback.version(),
        down.check(),
        after != null && after.compareTo(GREEN_WITHIN) <= 0 ? after : null);
  }

  private boolean isBroken(Outage outage) {
    return inquiry.services().contains(outage.serviceId());
  }

  /** Between what the rollback went back to and what it was made for. */
  private Optional<Evidence> takenBack(Deployed deployed) {
    return rollbacks()
        .filter(rollback -> liesBetween(deployed, rollback))
        .findFirst()
        .map(rollback -> new Evidence.TakenBack(rollback.version()));
  }

  private boolean liesBetween(Deployed deployed, Deployed rollback) {
    var culprit = predecessor(rollback);
    if (culprit == null || !deployed.isWhere(rollback) || deployed.isRollback()) {
      return false;
    }
    var target = target(rollback);
    return target != null
        && deployed.at().isAfter(target.at())
        && deployed.at().isBefore(culprit.at())
        && !deployed.version().equals(culprit.version());
  }

  private Stream<Deployed> rollbacks() {
    return inquiry.deployments().stream()
        .filter(d -> d.isRollback() && d.succeeded())
        .filter(d -> d.at().isAfter(inquiry.began()) && !d.at().isAfter(inquiry.until()))
        .sorted(comparing(Deployed::at));
  }

  /** What a rollback was made for: the version it names, else the last that ran there before. */
  private @Nullable Deployed predecessor(Deployed rollback) {
    return before(rollback)
        .filter(
            d ->
                rollback.previousVersion() == null
                    ? !d.version().equals(rollback.version())
                    : d.version().equals(rollback.previousVersion()))
        .max(comparing(Deployed::at).thenComparing(Deployed::id))
        .orElse(null);
  }

  /** Where a rollback went back to. */
  private @Nullable Deployed target(Deployed rollback) {
    return before(rollback)
        .filter(d -> d.version().equals(rollback.version()))
        .max(comparing(Deployed::at).thenComparing(Deployed::id))
        .orElse(null);
  }

  private Stream<Deployed> before(Deployed rollback) {
    return inquiry.deployments().stream()
        .filter(d -> d.isWhere(rollback) && d.id() != rollback.id())
        .filter(d -> d.at().isBefore(rollback.at()));
  }

  /** What the other environments say: the same version without harm, or an older one still well. */
  private void elsewhere(Deployed deployed, List<Evidence> evidence) {
    var places = new LinkedHashMap<String, Deployed>();
    inquiry.deployments().stream()
        .filter(d -> d.serviceId() == deployed.serviceId() && !d.isWhere(deployed))
        .filter(d -> d.succeeded() && !d.at().isAfter(inquiry.began()))
        .sorted(comparing(Deployed::at))
        .forEach(d -> places.put(d.environment(), d));
    places.values().stream()
        .filter(inquiry::heldAt)
        .forEach(
            there -> {
              if (!there.version().equals(deployed.version())) {
                if (there.production()) {
                  evidence.add(new Evidence.ElsewhereHeld(there.environment(), there.version()));
                }
              } else if (there.at().isBefore(deployed.at())) {
                evidence.add(new Evidence.Harmless(there.environment(), there.at()));
              }
            });
  }
}
