package dev.rialto.incidents;

import java.util.Locale;

/** What an incident would be called, and how grave, going by its alert alone. Pure. */
record Proposal(String alert, String alertSeverity, String service, int tier, String capability) {
  private static final String CAN = " can ";

  /** “Customers cannot pay” where the capability says that customers can. */
  String title() {
    if (capability.isEmpty()) {
      return cut(says(alert, service) || service.isEmpty() ? alert : service + ": " + alert);
    }
    int can = capability.toLowerCase(Locale.ROOT).indexOf(CAN);
    return can > 0
        ? cut(capability.substring(0, can) + " cannot " + capability.substring(can + CAN.length()))
        : cut(capability + ": " + alert);
  }

  Severity severity() {
    return switch (alertSeverity) {
      case "critical" -> tier == 1 ? Severity.CANNOT : Severity.HINDERED;
      case "error" -> tier == 1 ? Severity.HINDERED : Severity.NOTICED;
      case "warning" -> Severity.UNSEEN;
      default -> Severity.CURIOUS;
    };
  }

  private static boolean says(String title, String name) {
    return title.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= IncidentDraft.LONGEST_TITLE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, IncidentDraft.LONGEST_TITLE - 1)) + "…";
  }
}
