package dev.rialto.manual;

/**
 * A page of the manual as a file that needs no server.
 *
 * @param assets where the style sheets and scripts lie, from this page
 */
public record SitePage(Reading reading, String assets) {}
