/**
 * Who there is, how each of them gets in, and how each is reached. Calls the platform and the
 * journal only; mail and messages leave through interfaces that the house wires. Owns people,
 * teams, memberships, contact methods, sessions, tokens and the links that open a door once.
 */
@NullMarked
package dev.rialto.people;

import org.jspecify.annotations.NullMarked;
