package dev.rialto.people;

import java.time.Instant;
import java.util.List;

/** One's own page: can I be reached, in which order, and who am I here. */
public record MePage(
    Person person, List<ContactMethod> methods, boolean canMail, Typed typed, Instant now) {

  public String title() {
    long verified = methods.stream().filter(ContactMethod::isVerified).count();
    if (verified == 0) return "Nobody can page you yet";
    return verified == 1
        ? "You can be paged in one way"
        : "You can be paged in %d ways".formatted(verified);
  }

  public String sub() {
    return person.name() + " · " + person.role().word() + " · " + person.email();
  }

  public List<ContactKind> kinds() {
    return List.of(ContactKind.values());
  }

  public String kind() {
    return typed.value("method", "kind", ContactKind.NTFY.word());
  }

  public String zone() {
    return typed.value("details", "zone", person.zone());
  }

  public MethodOutcome outcome(ContactMethod method) {
    return new MethodOutcome(method, now);
  }

  public boolean asksCode(ContactMethod method) {
    return !method.isVerified()
        && (method.awaitsCode(now) || typed.form().equals("code-" + method.id()));
  }
}
