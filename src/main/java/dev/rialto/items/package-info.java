/**
 * Work items: what somebody plans and what operation makes necessary, with one order of all of it,
 * and the history of where each item was and what held it up. Follows incidents through the
 * journal, so that each is a card without anybody typing it. Owns items, their origins, links and
 * stays.
 */
@NullMarked
package dev.rialto.items;

import org.jspecify.annotations.NullMarked;
