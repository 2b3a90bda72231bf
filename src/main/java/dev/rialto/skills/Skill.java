package dev.rialto.skills;

/** Something somebody knows, and whether others may come and learn it from them. */
public record Skill(String name, boolean teaches) {}
