package dev.rialto.standing;

/** A team as a choice in a filter. */
public record Owner(String slug, String name) {}
