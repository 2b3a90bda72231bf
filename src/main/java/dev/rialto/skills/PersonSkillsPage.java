package dev.rialto.skills;

/** The skills of somebody as a page of its own, where a form did not go through. */
public record PersonSkillsPage(String name, PersonSkills skills) {}
