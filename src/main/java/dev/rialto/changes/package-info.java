/**
 * Changes as people ask for them: commits and change requests, in one list and with a page each,
 * and where each of them has arrived. Reads pipelines and delivery through what they publish; owns
 * nothing.
 */
@NullMarked
package dev.rialto.changes;

import org.jspecify.annotations.NullMarked;
