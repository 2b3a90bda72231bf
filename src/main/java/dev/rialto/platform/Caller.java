package dev.rialto.platform;

import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking: a person in a browser, an API token, a screen on a wall, Rialto itself, or nobody
 * yet.
 *
 * @param id the person's id; 0 for a token without a person, for Rialto and for nobody
 */
public record Caller(Kind kind, long id, String name, @Nullable Role role, Set<String> scopes) {
  public enum Kind {
    PERSON,
    TOKEN,
    SCREEN,
    SYSTEM,
    NOBODY
  }

  public static final Caller NOBODY = new Caller(Kind.NOBODY, 0, "nobody", null, Set.of());
  public static final Caller RIALTO = new Caller(Kind.SYSTEM, 0, "Rialto", Role.ADMIN, Set.of());

  static final String ATTRIBUTE = "rialto.caller";

  public static Caller person(long id, String name, Role role) {
    return new Caller(Kind.PERSON, id, name, role, Set.of());
  }

  /** A screen that a kiosk link opened; it has no role, so no door for people opens to it. */
  public static Caller screen(long id, String label) {
    return new Caller(Kind.SCREEN, id, label, null, Set.of());
  }

  /** The caller that {@link Doors} found at this request. */
  public static Caller of(Context ctx) {
    Caller caller = ctx.attribute(ATTRIBUTE);
    return caller == null ? NOBODY : caller;
  }

  /** The token's scope, where {@code admin} includes every other but signals stay their own. */
  public boolean hasScope(String scope) {
    return scopes.contains(scope)
        || (scopes.contains("admin") && !scope.equals("signals"))
        || (scopes.contains("write") && scope.equals("read"));
  }

  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  public boolean mayWrite() {
    return role != null && role.atLeast(Role.MEMBER);
  }

  /** How the journal names this caller. */
  public String label() {
    return switch (kind) {
      case PERSON -> "person:" + id + " " + name;
      case TOKEN -> "token:" + name;
      case SCREEN -> "screen:" + name;
      case SYSTEM -> "rialto";
      case NOBODY -> "nobody";
    };
  }
}
