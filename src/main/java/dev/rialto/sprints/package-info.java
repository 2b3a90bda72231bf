/**
 * Sprints: what a team committed to, what came in besides, and what that took from the buffer. Its
 * history is intervals from the first day; its report is frozen when it closes. Follows items
 * through the journal. Owns sprints, stays, charges and choices.
 */
@NullMarked
package dev.rialto.sprints;

import org.jspecify.annotations.NullMarked;
