package dev.rialto.platform;

import org.jspecify.annotations.Nullable;

/** Who may pass a door. Every door declares one, and a test walks all doors. */
public enum Access {
  /** No sign-in: first-run link, sign-in itself, links that act, health. */
  ANYONE(null, null),
  VIEWER(Role.VIEWER, "read"),
  MEMBER(Role.MEMBER, "write"),
  ADMIN(Role.ADMIN, "admin"),
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
    return caller.role() != null
        && caller.role().atLeast(role)
        && (caller.kind() != Caller.Kind.TOKEN || caller.hasScope(String.valueOf(scope)));
  }
}
