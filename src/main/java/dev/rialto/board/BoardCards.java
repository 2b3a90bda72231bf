package dev.rialto.board;

/** The cards of a board, fetched again when something moved. */
public record BoardCards(BoardBody body) {}
