/**
 * A promise to page somebody is kept: durably, level by level, channel by channel, until it is
 * answered. Asks {@code oncall} who is there and hands messages to {@code channels}. Owns
 * escalation policies, promises, pages, notifications and every try to deliver them.
 */
@NullMarked
package dev.rialto.paging;

import org.jspecify.annotations.NullMarked;
