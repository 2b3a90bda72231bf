/**
 * What was deployed where, as facts: every transition as told, the deployments they come to, and
 * the service each belongs to. Calls catalog and teams; senders hand it what they heard, whatever
 * the order and however often. Owns origins, mappings, environments, deployments and their events;
 * judging them (lead time, blame, waits) is left to rooms on the right.
 */
@NullMarked
package dev.rialto.delivery;

import org.jspecify.annotations.NullMarked;
