package dev.rialto.front;

/** The head of Run alone, for when it refreshes. */
public record RunHead(RunPage page) {}
