package dev.rialto.people;

import dev.rialto.journal.Entry;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;

/**
 * One team: who is in it, and, fetched from the rooms that know, what it owns and who is on call.
 */
public record TeamPage(
    Team team,
    List<Membership> members,
    List<String> outsiders,
    boolean mayEdit,
    String typed,
    List<Wrong> wrongs,
    List<Entry> entries,
    Instant now) {

  public String sub() {
    var leads = members.stream().filter(Membership::isLead).map(Membership::name).toList();
    return leads.isEmpty() ? "No lead is named" : "Led by " + String.join(", ", leads);
  }
}
