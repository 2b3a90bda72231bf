package dev.rialto.skills;

import java.util.List;

/** Somebody who knows a thing, and the teams in which they are found. */
public record Knower(
    long personId, String name, String email, String skill, boolean teaches, List<String> teams) {}
