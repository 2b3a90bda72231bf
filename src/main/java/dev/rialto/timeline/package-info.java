/**
 * The record of an incident: what happened by itself, read where it is kept; what people said, did
 * and still have to do; and the page that shows all of it. Calls incidents and suspects; reads
 * alerts, pages, checks and deployments through what they publish. Owns notes, tasks and verdicts.
 */
@NullMarked
package dev.rialto.timeline;

import org.jspecify.annotations.NullMarked;
