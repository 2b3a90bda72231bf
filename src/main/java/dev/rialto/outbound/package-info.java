/**
 * The guard at every way out: an address that people typed is vetted before anything connects, and
 * the socket is looked at again. Whoever sends something leans on it; it owns no data.
 */
@NullMarked
package dev.rialto.outbound;

import org.jspecify.annotations.NullMarked;
