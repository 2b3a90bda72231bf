package dev.rialto.standing;

/**
 * How many services there are.
 *
 * @param up which their checks see to be well
 * @param unchecked at which no check looks, and of which no alert tells
 */
public record Tally(long services, long up, long unchecked) {}
