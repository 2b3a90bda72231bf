/**
 * The walls every room stands in: database, embedded PostgreSQL, jobs, doors, pages, clock. It
 * knows no room and calls none. It owns the process's contact with the outside and nothing of what
 * Rialto is about.
 */
@NullMarked
package dev.rialto.platform;

import org.jspecify.annotations.NullMarked;
