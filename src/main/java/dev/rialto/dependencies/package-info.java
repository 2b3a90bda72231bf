/**
 * Which service needs which, told by people or by descriptors; never in a circle. Draws the graph.
 * Calls {@code catalog} for services and who may speak for them, {@code capabilities} for what they
 * belong to. Owns the table {@code dependency}; the rooms to the right read it through {@code
 * dependency_view}.
 */
@NullMarked
package dev.rialto.dependencies;

import org.jspecify.annotations.NullMarked;
