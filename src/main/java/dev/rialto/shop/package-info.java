/**
 * The web shop of a company that does not exist: a shelf, a basket, a till, and how each part of it
 * is. A process of its own that uses the JDK alone and knows nothing of Rialto, as a real shop
 * would.
 */
@NullMarked
package dev.rialto.shop;

import org.jspecify.annotations.NullMarked;
