/**
 * Who is on call, by the team's wall clock: rotations, overrides, and the gaps between them. It
 * reads people and teams through their views and is asked by paging and by every screen that names
 * a person. It owns schedules, their rotations (kept by version, so that the past stays as it was)
 * and overrides.
 */
@NullMarked
package dev.rialto.oncall;

import org.jspecify.annotations.NullMarked;
