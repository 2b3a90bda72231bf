/**
 * What people know and what others may learn from them. It finds a teacher; it ranks nobody. Calls
 * {@code people} for who there is. Owns the table {@code person_skill}.
 */
@NullMarked
package dev.rialto.skills;

import org.jspecify.annotations.NullMarked;
