/**
 * Keeps the time of checks: which state from when to when, confirmed by samples and never by one
 * alone, and what follows from that, such as uptime, coverage and the alert. Calls alerts to tell
 * of a confirmed failure. Owns state spans, results, their roll-ups and the leases of those who
 * watch.
 */
@NullMarked
package dev.rialto.uptime;

import org.jspecify.annotations.NullMarked;
