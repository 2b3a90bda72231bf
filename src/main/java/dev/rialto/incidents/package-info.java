/**
 * Incidents: what is wrong for customers, how grave it is, which alerts and services belong to it,
 * who holds which role and how far it has come. Calls people and catalog; reads alerts through what
 * they publish. Owns incidents, their services, their alerts and their roles.
 */
@NullMarked
package dev.rialto.incidents;

import org.jspecify.annotations.NullMarked;
