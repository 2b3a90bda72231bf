package dev.rialto.sprints;

/** The buffer and the last charge of an open sprint, fetched again when something moved. */
public record SprintHead(Standing standing, boolean mayEdit) {}
