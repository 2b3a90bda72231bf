package dev.rialto.people;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One person in one team.
 *
 * @param roles what they do there, as {@link TeamRole} words
 */
public record Membership(
    long teamId,
    long personId,
    String name,
    String email,
    boolean active,
    String role,
    List<String> roles) {

  public boolean isLead() {
    return role.equals("lead");
  }

  public boolean does(TeamRole teamRole) {
    return roles.contains(teamRole.word());
  }

  /** What they are in the team, in words: “lead, Product Owner”. */
  public String said() {
    var said = roles.stream().map(TeamRole::said).collect(Collectors.joining(", "));
    return said.isEmpty() ? role : isLead() ? "lead, " + said : said;
  }
}
