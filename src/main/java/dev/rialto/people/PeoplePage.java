package dev.rialto.people;

import dev.rialto.platform.Role;
import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;

/** Who is here, who is on the way, and whether each of them can be reached. */
public record PeoplePage(
    List<PersonRow> rows,
    Counts counts,
    String query,
    int page,
    boolean more,
    List<EntryLink> invitations,
    boolean canMail,
    boolean isAdmin,
    Typed typed,
    Instant now) {

  public record Counts(int active, int admins, int unreachable) {}

  public String title() {
    int all = counts.active();
    if (all == 1)
      return counts.unreachable() == 0 ? "You are alone here" : "Nobody can be paged yet";
    if (counts.unreachable() == 0) return "All %d people can be paged".formatted(all);
    if (counts.unreachable() == all) return "Nobody can be paged yet";
    return "%d of %d people cannot be paged".formatted(counts.unreachable(), all);
  }

  public String sub() {
    return "%s who may sign in, %s · paged means at least one contact method is verified"
        .formatted(
            Show.plural(counts.active(), "person", "people"),
            Show.plural(counts.admins(), "administrator", "administrators"));
  }

  public List<Role> roles() {
    return List.of(Role.MEMBER, Role.VIEWER, Role.ADMIN);
  }

  public String explained(Role role) {
    return switch (role) {
      case ADMIN -> "Administrator: everything, people included";
      case MEMBER -> "Member: acts for their teams";
      case VIEWER -> "Viewer: looks, changes nothing";
    };
  }
}
