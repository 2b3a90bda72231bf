/**
 * What is looked at, how and why: definitions of checks and heartbeats, agreed on by those who
 * build and those who run a service, and the screens that say how they stand. Calls time-keeping to
 * begin, pause and forget, and the catalog for whose a check is. Owns check definitions and what
 * heartbeats said.
 */
@NullMarked
package dev.rialto.checks;

import org.jspecify.annotations.NullMarked;
