package dev.rialto.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a service's alerts say of it, beside its name. */
public record ServiceState(@Nullable Alert worst, int open, Instant now) {}
