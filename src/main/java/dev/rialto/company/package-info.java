/**
 * Merchant Row, the company of the demo: who works there, how it is founded and how its past is
 * lived through Rialto’s own doors on a turned clock, and the phones and mailboxes in which its
 * people receive what Rialto really sends. Owns no table; what it keeps lies in the demo’s
 * directory.
 */
@NullMarked
package dev.rialto.company;

import org.jspecify.annotations.NullMarked;
