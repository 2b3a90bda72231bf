package dev.rialto.incidents;

import java.util.List;

/**
 * The top bar: how many incidents are worked on, and where the reader owes a word.
 *
 * @param live how many
 * @param worst the severity of the gravest
 */
public record IncidentsBadge(int live, int worst, List<Incident> owed) {}
