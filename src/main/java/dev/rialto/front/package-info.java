/**
 * The screens that belong to nobody: Home, the list of services with their state, Run, and search.
 * It reads the views of every room to its left and includes their fragments by address; it owns
 * nothing and writes nothing.
 */
@NullMarked
package dev.rialto.front;

import org.jspecify.annotations.NullMarked;
