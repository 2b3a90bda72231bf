package dev.rialto.front;

import dev.rialto.platform.Caller;
import dev.rialto.platform.Show;
import java.util.ArrayList;
import java.util.List;

/**
 * What needs the reader: pages not answered, incidents they are part of, and what only they can
 * settle. Pure.
 */
public record Needs(Caller reader, Counts counts) {

  /** Something a reader alone can mend, with where. */
  public record Waiting(String what, String why, String link, String word) {}

  public String title() {
    long things = things();
    if (things == 0) return "Nothing needs you now";
    return things == 1
        ? "One thing needs you now, " + firstName()
        : "%d things need you now, %s".formatted(things, firstName());
  }

  public boolean isEmpty() {
    return things() == 0;
  }

  String firstName() {
    return reader.name().strip().split("\\s+")[0];
  }

  private long things() {
    return counts.pages() + counts.incidents() + waiting().size();
  }

  /** Things only the reader can settle; a viewer is never asked for anything. */
  public List<Waiting> waiting() {
    var waiting = new ArrayList<Waiting>();
    if (!reader.mayWrite()) return waiting;
    if (counts.myTeams() > 0 && !counts.reachable()) {
      waiting.add(
          new Waiting(
              "Nobody can reach you yet",
              "you are in a team, and none of your contact methods is verified",
              "/me",
              "Verify one"));
    }
    if (counts.unownedAlerts() > 0 && reader.isAdmin()) {
      waiting.add(
          new Waiting(
              Show.plural(counts.unownedAlerts(), "open alert belongs", "open alerts belong")
                  + " to nobody",
              "they went to the owner of last resort, if one is named",
              "/alerts?owned=no",
              "See them"));
    }
    if (counts.unowned() > 0 && reader.isAdmin()) {
      waiting.add(
          new Waiting(
              Show.plural(counts.unowned(), "service has", "services have") + " no owner",
              "when they break, somebody is woken who may never have heard of them",
              "/services?owner=none",
              "Give them one"));
    }
    return waiting;
  }
}
