/**
 * Taking a person out of everything: what was done stays, who did it becomes a former colleague
 * with a number. Calls the rooms that keep things of people to let go of them, then walks every
 * column of every table for the name. Owns the list of erasures.
 */
@NullMarked
package dev.rialto.erasure;

import org.jspecify.annotations.NullMarked;
