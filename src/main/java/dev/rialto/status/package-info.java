/**
 * The status page: what works, in customers' words, for whoever is outside; closed until an
 * administrator opens it. It tells what somebody published and nothing else: components by the
 * names given here, public updates of incidents, planned work, ninety days. Reads the views of
 * checks, incidents, capabilities and services, and {@code maintenance} for planned work; sends
 * through {@code channels}. Owns the page, its components, subscriptions and letters.
 */
@NullMarked
package dev.rialto.status;

import org.jspecify.annotations.NullMarked;
