/**
 * What the business calls it: “Customers can pay”. A capability is said in words that people
 * outside IT use, has an owner, and may be part of a wider one. Calls {@code people} for who may
 * act for a team. Owns the table {@code capability}; the rooms to the right read it through {@code
 * capability_view} and {@link dev.rialto.capabilities.Capabilities}.
 */
@NullMarked
package dev.rialto.capabilities;

import org.jspecify.annotations.NullMarked;
