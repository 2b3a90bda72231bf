package dev.rialto.manual;

/** A page of the manual inside the running product. */
public record ManualPage(Reading reading) {}
