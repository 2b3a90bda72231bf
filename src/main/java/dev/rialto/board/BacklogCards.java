package dev.rialto.board;

/** The backlog alone, fetched again when something moved. */
public record BacklogCards(BacklogPage page) {}
