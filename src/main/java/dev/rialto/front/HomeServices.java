package dev.rialto.front;

/** The services on Home alone, for when they refresh. */
public record HomeServices(HomePage page) {}
