package dev.rialto.vitals;

/** What changes with every look; the same words whether the page was opened or refreshed. */
public record VitalsBody(VitalsPage page) {}
