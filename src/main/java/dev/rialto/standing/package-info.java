/**
 * How each service stands, the worse of what its checks see and of what alerts tell: the list of
 * services, what a capability comes to in words for everybody, the last day of a service, who owned
 * what. It reads the views of catalog, alerts, checks and uptime; it owns nothing and writes
 * nothing.
 */
@NullMarked
package dev.rialto.standing;

import org.jspecify.annotations.NullMarked;
