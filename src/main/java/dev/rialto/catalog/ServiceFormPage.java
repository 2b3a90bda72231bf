package dev.rialto.catalog;

import dev.rialto.people.Team;
import dev.rialto.people.Who;
import dev.rialto.platform.Wrong;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a service, new or not, with what was typed.
 *
 * @param service the service as it is now; missing while it is new
 * @param owners the teams this person may act for
 * @param faster what stands in the way, when somebody else was faster
 */
public record ServiceFormPage(
    ServiceDraft draft,
    @Nullable Service service,
    List<Team> owners,
    List<String> capabilities,
    List<Who> people,
    List<Wrong> wrongs,
    @Nullable String faster) {
  private static final int BLANK_ROWS = 2;

  public String title() {
    return service == null ? "A new service" : "Edit " + service.name();
  }

  public String action() {
    return service == null ? "/services" : "/services/" + service.slug();
  }

  public String back() {
    return service == null ? "/services" : "/services/" + service.slug();
  }

  /** What is there and some blank rows: saving brings new ones, so that no script is needed. */
  public List<Environment> environmentRows() {
    var rows = new ArrayList<>(draft.environments());
    for (int i = 0; i < BLANK_ROWS; i++)
      rows.add(new Environment("", rows.isEmpty() ? "production" : "other"));
    return rows;
  }

  /** What such an environment may be called. */
  public static String example(Environment environment) {
    return switch (environment.tier()) {
      case "production" -> "Prod";
      case "staging" -> "PreProd";
      case "testing" -> "Test";
      case "development" -> "Dev";
      default -> "Its name";
    };
  }

  /** What such a link may be called. */
  public static String example(Link link) {
    return switch (link.type()) {
      case "dashboard" -> "Dashboard";
      case "logs" -> "Log lines";
      case "traces" -> "Slow calls";
      default -> "Its title";
    };
  }

  public List<Link> linkRows() {
    var rows = new ArrayList<>(draft.links());
    for (int i = 0; i < BLANK_ROWS; i++) {
      rows.add(new Link("", "", i < Link.TYPES.size() ? Link.TYPES.get(i) : "other"));
    }
    return rows;
  }

  public List<Repository> repositoryRows() {
    var rows = new ArrayList<>(draft.repositories());
    for (int i = 0; i < BLANK_ROWS; i++) rows.add(new Repository("", Repository.KINDS.get(i)));
    return rows;
  }

  /** The present people as choices say them, so that a name and not only an address is read. */
  public String said(String email) {
    return people.stream()
        .filter(who -> who.email().equalsIgnoreCase(email))
        .map(Who::said)
        .findFirst()
        .orElse(email);
  }

  public boolean isDescribed() {
    return service != null && service.origin() != null;
  }

  /** The present owner stays a choice, even for an editor who could not choose it anew. */
  public boolean ownerIsAChoice() {
    return owners.stream().anyMatch(t -> t.slug().equals(draft.owner()));
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
