package dev.rialto.skills;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** What the people of a team know together: the part of its page that this room draws. */
public record TeamSkills(List<Knower> knowers) {

  /** One skill and who has it. */
  public record Line(String skill, List<Knower> knowers) {
    public boolean isTaught() {
      return knowers.stream().anyMatch(Knower::teaches);
    }
  }

  public List<Line> lines() {
    var lines = new LinkedHashMap<String, List<Knower>>();
    for (var knower : knowers) {
      lines
          .computeIfAbsent(knower.skill().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
          .add(knower);
    }
    return lines.values().stream().map(all -> new Line(all.getFirst().skill(), all)).toList();
  }
}
