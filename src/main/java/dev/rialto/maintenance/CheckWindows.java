package dev.rialto.maintenance;

import java.time.Instant;
import java.util.List;

/** The planned work on one check, for its page. */
public record CheckWindows(long checkId, List<Window> windows, Instant now) {}
