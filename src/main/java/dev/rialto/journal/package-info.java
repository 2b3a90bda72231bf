/**
 * What happened, to what, by whom: one append in the transaction of the change itself. Everyone may
 * write here and the journal knows nobody; timelines, the audit page and live screens read it. It
 * owns the table {@code journal_entry}, which is only ever appended to.
 */
@NullMarked
package dev.rialto.journal;

import org.jspecify.annotations.NullMarked;
