/**
 * The six answers that everybody who is woken by a service should find: where it runs, how it gets
 * there, how its servers are built, how it is provisioned, what breaks, how to fix it. Calls {@code
 * catalog} for services and who may speak for them. Owns the table {@code service_answer}.
 */
@NullMarked
package dev.rialto.answers;

import org.jspecify.annotations.NullMarked;
