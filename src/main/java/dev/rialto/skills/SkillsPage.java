package dev.rialto.skills;

import java.util.List;

/** Who knows something, and who can teach it. */
public record SkillsPage(String q, boolean teaching, List<Knower> knowers) {

  public String title() {
    if (q.isEmpty()) return teaching ? "Who can teach" : "Who knows what";
    long teachers = knowers.stream().filter(Knower::teaches).count();
    if (knowers.isEmpty()) return "Nobody has said that they know “" + q + "”";
    return teachers == 0
        ? "Nobody has offered to teach “" + q + "” yet"
        : teachers == 1
            ? "One person can teach “" + q + "”"
            : teachers + " people can teach “" + q + "”";
  }
}
