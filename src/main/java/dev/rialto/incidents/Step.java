package dev.rialto.incidents;

/** What somebody says of an incident: how far it has come now. */
public enum Step {
  MITIGATE(State.MITIGATED, "Mitigate", "mitigation"),
  RESOLVE(State.RESOLVED, "Resolve", "resolution"),
  CLOSE(State.CLOSED, "Close", "closing"),
  REOPEN(State.OPEN, "Reopen", "reopening");

  private final State to;
  private final String button;
  private final String path;

  Step(State to, String button, String path) {
    this.to = to;
    this.button = button;
    this.path = path;
  }

  State to() {
    return to;
  }

  /** The word on its button. */
  public String button() {
    return button;
  }

  /** The resource that is made by it. */
  public String path() {
    return path;
  }

  /** How the journal names it. */
  String kind() {
    return this == REOPEN ? "incident.reopened" : "incident." + to.word();
  }
}
