package dev.rialto.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.journal.Entry;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** One line of its history; the journal has every field before and after. */
  public String said(Entry entry) {
    return switch (entry.kind()) {
      case "team.created" -> "made the team";
      case "team.changed" -> "changed what is said about the team";
      case "team.member_joined" -> "added " + name(entry.afterTree());
      case "team.member_changed" -> "changed the part of " + name(entry.afterTree());
      case "team.member_left" -> "took out " + name(entry.beforeTree());
      default -> entry.said();
    };
  }

  private static String name(@Nullable JsonNode member) {
    return member == null ? "somebody" : member.path("name").asText("somebody");
  }
}
