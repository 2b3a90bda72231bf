package dev.rialto.people;

import java.util.List;

/** What the API promises about one person in one team. */
record MembershipJson(
    long personId, String name, String email, boolean active, String role, List<String> roles) {

  static MembershipJson of(Membership member) {
    return new MembershipJson(
        member.personId(),
        member.name(),
        member.email(),
        member.active(),
        member.role(),
        member.roles());
  }
}
