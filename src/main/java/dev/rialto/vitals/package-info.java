/**
 * Rialto watches itself: every node measures its own parts and the house's, judges them, tells the
 * administrators through the ordinary road of alerts, and tells a dead man's switch elsewhere that
 * all is well. Calls alerts to be heard and reads what other rooms publish. Owns the list of nodes,
 * the heartbeat and the habits of sources.
 */
@NullMarked
package dev.rialto.vitals;

import org.jspecify.annotations.NullMarked;
