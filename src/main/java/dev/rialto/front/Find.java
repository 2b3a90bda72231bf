package dev.rialto.front;

/**
 * One thing a search found.
 *
 * @param rank 0 the very name, 1 its beginning, 2 somewhere inside
 */
public record Find(String kind, String title, String detail, String link, int rank) {}
