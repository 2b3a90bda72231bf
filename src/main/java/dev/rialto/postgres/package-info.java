/**
 * The database server that Rialto brings along: started, found again after a crash, kept alive and
 * stopped. It leans on nothing and knows nothing of what is stored; it owns the data directory.
 */
@NullMarked
package dev.rialto.postgres;

import org.jspecify.annotations.NullMarked;
