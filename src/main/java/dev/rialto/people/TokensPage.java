package dev.rialto.people;

import java.time.Instant;
import java.util.List;

/** Keys for programs: whose, for what, used when. */
public record TokensPage(
    List<ApiToken> tokens,
    boolean everyone,
    boolean isAdmin,
    List<String> mayGive,
    String link,
    Typed typed,
    Instant now) {

  public String title() {
    long good = tokens.stream().filter(t -> t.isGood(now)).count();
    if (good == 0) return everyone ? "No program has a key" : "No program acts as you";
    var what = good == 1 ? "One token" : good + " tokens";
    return what + (everyone ? " can be used" : " can act as you");
  }

  public String explained(String scope) {
    return switch (scope) {
      case "read" -> "read: see everything you may see";
      case "write" -> "write: see it, and change what a member may change";
      case "admin" ->
          "admin: see and change everything, people and settings too, but send no signals";
      default -> "signals: send alerts and deployments in, and see nothing";
    };
  }

  public String word(ApiToken token) {
    if (token.revokedAt() != null) return "Revoked";
    return token.isGood(now) ? "Good" : "Expired";
  }

  public boolean chosen(String scope) {
    return typed
        .value(
            "token", "scope-" + scope, typed.form().isEmpty() && scope.equals("read") ? "on" : "")
        .equals("on");
  }
}
