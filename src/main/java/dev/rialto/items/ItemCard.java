package dev.rialto.items;

import java.time.Instant;

/** One fresh card, for somebody who saw an old one. */
public record ItemCard(Card card, Instant now) {}
