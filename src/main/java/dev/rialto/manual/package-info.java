/**
 * The manual of exactly this version: the guide, the API reference and the reasons, read out of the
 * jar, shown under {@code /docs} and written out as files for any web server. Calls nobody but the
 * platform; the reference is drawn from the description that the house serves. Owns no table.
 */
@NullMarked
package dev.rialto.manual;

import org.jspecify.annotations.NullMarked;
