package dev.rialto.front;

/** The reader's open pages on Home: nothing at all while there are none. */
public record HomePages(long count) {}
