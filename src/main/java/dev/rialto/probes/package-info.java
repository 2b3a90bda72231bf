/**
 * Performs one probe and says what it saw: HTTP, TCP, DNS, TLS. It leans on {@code outbound}, which
 * guards the way out, and on nobody else; it owns no data and knows no check, no schedule and no
 * database. The verdict is about the target alone: whatever fails on our own side is UNKNOWN.
 */
@NullMarked
package dev.rialto.probes;

import org.jspecify.annotations.NullMarked;
