/**
 * The first quarter of an hour: from an empty house to a page on one's own phone that one answers.
 * Its steps tick themselves from what the rooms to its left publish, and its forms are their verbs
 * with fewer fields; any team may send itself a practice page by it. It owns what was practised and
 * what somebody set aside.
 */
@NullMarked
package dev.rialto.beginning;

import org.jspecify.annotations.NullMarked;
