package dev.rialto.standing;

import java.time.Instant;

/** How one service stands, for the title of its page. */
public record ServiceState(Standing service, Instant now) {}
