package dev.rialto.people;

import org.jspecify.annotations.Nullable;

/** One person as another room names them: enough to show, to link and to write to. */
public record Who(long id, String name, String email) {

  /** From the three columns of a left join; nobody when the first is missing. */
  public static @Nullable Who of(@Nullable Long id, @Nullable String name, @Nullable String email) {
    return id == null || name == null || email == null ? null : new Who(id, name, email);
  }

  static Who of(Person person) {
    return new Who(person.id(), person.name(), person.email());
  }

  /** As the choices of a form say it, and as it is understood when it comes back. */
  public String said() {
    return name + " <" + email + ">";
  }
}
