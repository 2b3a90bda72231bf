/**
 * Walks the rounds: starts every probe at its place on the grid, within limits per target and in
 * all, and hands what was seen to time-keeping in batches. Calls probes to look, checks for what to
 * look at, maintenance for what is planned. Owns what nodes ask of each other: the second try.
 */
@NullMarked
package dev.rialto.rounds;

import org.jspecify.annotations.NullMarked;
