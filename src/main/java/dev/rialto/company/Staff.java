package dev.rialto.company;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Everybody of the company, each at the doors with a session of their own. */
public final class Staff {
  private final URI base;
  private final String password;
  private final Map<String, Actor> actors = new HashMap<>();
  private final Map<String, Long> ids = new HashMap<>();

  /** Everybody has the same password in a demo. */
  public Staff(URI base, String password) {
    this.base = base;
    this.password = password;
  }

  URI base() {
    return base;
  }

  /** Somebody by the name they sign in with. */
  public synchronized Actor as(String login) {
    return actors.computeIfAbsent(
        login, each -> new Actor(base, each + "@" + Company.DOMAIN, password));
  }

  /** The number Rialto knows somebody by. */
  synchronized long id(String login) {
    return ids.computeIfAbsent(login, each -> as(each).get("/api/v1/session").get("id").asLong());
  }
}
