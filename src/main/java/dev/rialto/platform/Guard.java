package dev.rialto.platform;

import io.javalin.http.Context;

/** Finds out who is asking. The walls do not know people; the people room implements this. */
@FunctionalInterface
public interface Guard {
  Caller who(Context ctx);
}
