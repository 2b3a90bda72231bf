/**
 * What came in: known by its token, stored raw once, answered after the commit, turned into
 * symptoms from there. Hands symptoms to {@code alerts}, which decides what they mean; knows no
 * people. Owns the sources, the raw signals, what went wrong on the way, and the rebuild from the
 * raw.
 */
@NullMarked
package dev.rialto.signals;

import org.jspecify.annotations.NullMarked;
