/**
 * Reads Backstage descriptors unchanged: looked at first, applied whole or not at all, and the same
 * again changes nothing. Calls {@code people}, {@code capabilities}, {@code catalog} and {@code
 * dependencies} to write what descriptors say. Owns the sources, imports and descriptors
 * themselves.
 */
@NullMarked
package dev.rialto.descriptors;

import org.jspecify.annotations.NullMarked;
