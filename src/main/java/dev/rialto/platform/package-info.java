/**
 * The walls of the house: database, jobs, doors, pages, clock. Every room leans on it and it knows
 * none of them. It stays small: a framework must not grow here unseen.
 */
@NullMarked
package dev.rialto.platform;

import org.jspecify.annotations.NullMarked;
