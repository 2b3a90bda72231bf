package dev.rialto.demo;

import java.time.Instant;

/**
 * The walk as a card.
 *
 * @param from where it stands: its buttons lead back there
 */
public record WalkCard(Walk walk, String from, Instant now) {}
