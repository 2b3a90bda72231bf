/**
 * Planned work: windows, once or again and again, in which checks are shown as in maintenance and
 * nobody is paged for them. Calls checks for what a window reaches and time-keeping to lay it over
 * them. Owns the windows.
 */
@NullMarked
package dev.rialto.maintenance;

import org.jspecify.annotations.NullMarked;
