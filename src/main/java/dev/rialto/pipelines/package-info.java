/**
 * What is on its way: pipeline runs, their jobs, the changes and change requests they carry, each
 * transition with its own time. Calls delivery to learn where something belongs and hands it the
 * deployments. Owns runs, jobs, changes and change requests, and the first screen of Ship.
 */
@NullMarked
package dev.rialto.pipelines;

import org.jspecify.annotations.NullMarked;
