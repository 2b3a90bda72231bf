/**
 * One problem is one alert with one life, however often it is told. Reads services, teams and
 * schedules through their views and asks {@code paging} to promise pages. Owns identity, routing,
 * silences and acknowledgements.
 */
@NullMarked
package dev.rialto.alerts;

import org.jspecify.annotations.NullMarked;
