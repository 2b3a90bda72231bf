package dev.rialto.people;

/** One person in one team. */
public record Membership(
    long teamId, long personId, String name, String email, boolean active, String role) {

  public boolean isLead() {
    return role.equals("lead");
  }
}
