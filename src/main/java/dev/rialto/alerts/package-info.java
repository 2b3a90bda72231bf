/**
 * One problem, one alert: what senders say is merged by fingerprint into alerts with a life, routed
 * to whoever owns the service, held by silences and acknowledged by people. Calls the catalogue to
 * learn whose a service is and paging to promise that somebody is told. Owns alerts, silences and
 * the reason why each alert went where it went.
 */
@NullMarked
package dev.rialto.alerts;

import org.jspecify.annotations.NullMarked;
