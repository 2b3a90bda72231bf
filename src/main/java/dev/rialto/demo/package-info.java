/**
 * Rialto with a company in it, to be tried: the story as a walk that ticks itself, the shop’s
 * buttons, the inbox, and the way in. A guest of the house: it comes in by the doors with a session
 * like anybody, reads what other rooms publish, and owns no table.
 */
@NullMarked
package dev.rialto.demo;

import org.jspecify.annotations.NullMarked;
