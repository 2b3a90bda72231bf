/**
 * Which deployment did it: what changed before something broke, ranked, with the evidence for and
 * against each. Reads what delivery, checks and dependencies publish. Owns nothing; whoever keeps a
 * verdict hands it in.
 */
@NullMarked
package dev.rialto.suspects;

import org.jspecify.annotations.NullMarked;
