/**
 * What runs, who owns it, and by which names the world calls it. Calls {@code people} for who may
 * act for a team, and the journal. Owns services, their environments, runbooks and alternative
 * names; the rooms to the right read them through {@code service_view} and {@link
 * dev.rialto.catalog.Services}.
 */
@NullMarked
package dev.rialto.catalog;

import org.jspecify.annotations.NullMarked;
