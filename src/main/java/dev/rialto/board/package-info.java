/**
 * Boards: the work of a team, or of any set of services, as lanes and columns, with what interrupts
 * first and what holds things up in sight. Reads items and asks them to move; owns nothing.
 */
@NullMarked
package dev.rialto.board;

import org.jspecify.annotations.NullMarked;
