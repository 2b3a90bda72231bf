package dev.rialto.signals;

import java.time.Instant;

/** Whether a source was heard: the line that turns green with its first signal. */
public record SourceHeard(Source source, Instant now) {}
