package dev.rialto.oncall;

/** One schedule of a team: its first layer is rung first, the second when an escalation says so. */
public record TeamSchedule(
    long id,
    long teamId,
    String teamSlug,
    String teamName,
    String teamZone,
    int layer,
    String name,
    int version) {

  /** “first”, “second”: how people say which layer. */
  public String rank() {
    return switch (layer) {
      case 1 -> "first";
      case 2 -> "second";
      case 3 -> "third";
      case 4 -> "fourth";
      default -> "fifth";
    };
  }
}
