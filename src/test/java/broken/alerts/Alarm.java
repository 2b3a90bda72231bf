package broken.alerts;

import broken.people.PersonHelper;

/** The other half of the circle. */
public record Alarm(String text) {
  public PersonHelper back() {
    return new PersonHelper();
  }
}
