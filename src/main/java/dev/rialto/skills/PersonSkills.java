package dev.rialto.skills;

import dev.rialto.platform.Wrong;
import java.util.List;

/** What somebody knows: the part of their page that this room draws. */
public record PersonSkills(
    long personId,
    List<Skill> skills,
    boolean mayEdit,
    List<String> names,
    String typed,
    List<Wrong> wrongs) {}
