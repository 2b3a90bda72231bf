/**
 * What GitHub, GitLab and a line of curl mean: their bodies turned into facts about deployments,
 * runs, jobs, changes and change requests. Pure; knows neither the door nor the database. A new
 * sender is one more file here and one line in the signals room.
 */
@NullMarked
package dev.rialto.forges;

import org.jspecify.annotations.NullMarked;
