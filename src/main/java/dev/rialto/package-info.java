/** The whole product: {@link dev.rialto.Rialto} starts it, {@code House} wires its rooms. */
@NullMarked
package dev.rialto;

import org.jspecify.annotations.NullMarked;
