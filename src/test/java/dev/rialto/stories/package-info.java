/** Stories: a real house, real PostgreSQL, real HTTP, a clock that turns, and a named cast. */
@NullMarked
package dev.rialto.stories;

import org.jspecify.annotations.NullMarked;
