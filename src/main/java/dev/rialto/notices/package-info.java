/**
 * Tells teams in their chat what became of their deployments. Follows the journal, promises each
 * notice in the database and lets a leased job send it through channels. Owns the channels a team
 * chose and the notices; addresses and secrets are sealed and never shown again.
 */
@NullMarked
package dev.rialto.notices;

import org.jspecify.annotations.NullMarked;
