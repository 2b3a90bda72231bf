package dev.rialto.people;

/** One thing said at the door, and where to go from there. */
public record NoticePage(String title, String says, String link, String linkSays) {}
