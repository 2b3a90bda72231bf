/**
 * What happened, to what, by whom: one append in the transaction of the change itself. Everyone may
 * write here and the journal knows nobody; timelines, the audit page and live screens read it, and
 * what follows from an entry hangs on it as a reaction. It owns the tables {@code journal_entry},
 * which is only ever appended to, and {@code reaction}.
 */
@NullMarked
package dev.rialto.journal;

import org.jspecify.annotations.NullMarked;
