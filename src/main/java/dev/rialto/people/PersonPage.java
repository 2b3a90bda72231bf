package dev.rialto.people;

import dev.rialto.platform.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One person: what they belong to, how they are reached, and what an administrator may change. */
public record PersonPage(
    Person person,
    List<TeamLine> teams,
    List<ContactMethod> methods,
    boolean isWaiting,
    boolean isAdmin,
    boolean isSelf,
    Typed typed,
    Instant now) {

  public record TeamLine(String slug, String name, String role, List<String> roles) {
    /** What they are in the team, in words: “lead, Product Owner”. */
    public String said() {
      return new Membership(0, 0, "", "", true, role, roles).said();
    }
  }

  public String sub() {
    long verified = methods.stream().filter(ContactMethod::isVerified).count();
    var reach =
        !person.active()
            ? "may not sign in and is not paged"
            : verified == 0
                ? "cannot be paged: no contact method is verified"
                : "can be paged in %d %s".formatted(verified, verified == 1 ? "way" : "ways");
    return person.role().word() + " · " + reach;
  }

  /** What is asked before access ends; nothing before somebody is let in again. */
  public @Nullable String accessAsked() {
    return person.active()
        ? "End the access of %s? They are signed out everywhere at once.".formatted(person.name())
        : null;
  }

  public List<Role> roles() {
    return List.of(Role.VIEWER, Role.MEMBER, Role.ADMIN);
  }

  public String role() {
    return typed.value("person", "role", person.role().word());
  }
}
