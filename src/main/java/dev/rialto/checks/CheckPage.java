package dev.rialto.checks;

/** The page of one check; all of it that may change is its body. */
public record CheckPage(CheckBody body) {}
