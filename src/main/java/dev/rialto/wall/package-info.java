/**
 * The wall: every service on one screen that is read from five metres, worst first, and kept alive
 * by a stream that sends only what changed. Reads how services stand from {@code standing}, who is
 * first from {@code oncall}, and the views of deployments, incidents and checks; its screens are
 * let in by kiosk links. Owns the tables {@code kiosk_link} and {@code kiosk_screen}.
 */
@NullMarked
package dev.rialto.wall;

import org.jspecify.annotations.NullMarked;
