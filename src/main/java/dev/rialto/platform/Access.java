package dev.rialto.platform;

import org.jspecify.annotations.Nullable;

/** Who may pass a door. Every door declares one, and a test walks all doors. */
public enum Access {
  /** No sign-in: first-run link, sign-in itself, links that act, health. */
  ANYONE(null, null),
  VIEWER(Role.VIEWER, "read"),
  /** Whoever may look, or a screen on a wall, which passes these doors and no other. */
  SCREEN(Role.VIEWER, "read"),
  MEMBER(Role.MEMBER, "write"),
  ADMIN(Role.ADMIN, "admin"),
  /** Whoever holds the key in the address, from wherever they come: mail programs follow such. */
  KEYED(null, null),
  /** Monitoring and pipelines: the room behind the door checks the source's own token. */
  SIGNAL(null, "signals");

  private final @Nullable Role role;
  private final @Nullable String scope;

  Access(@Nullable Role role, @Nullable String scope) {
    this.role = role;
    this.scope = scope;
  }

  /** A person needs the role; a token needs the role of its owner and, besides, the scope. */
  boolean admits(Caller caller) {
    if (role == null) {
      return true;
    }
    if (caller.kind() == Caller.Kind.SCREEN) {
      return this == SCREEN;
    }
    return caller.role() != null
        && caller.role().atLeast(role)
        && (caller.kind() != Caller.Kind.TOKEN || caller.hasScope(String.valueOf(scope)));
  }
}
