package dev.rialto.front;

/** The head of Home alone, for when it refreshes. */
public record HomeHead(HomePage page) {}
