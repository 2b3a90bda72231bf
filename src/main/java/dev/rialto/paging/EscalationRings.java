package dev.rialto.paging;

/**
 * Who would be rung, as a fragment: a team's page includes it.
 *
 * @param elsewhere on another page, from which a link leads to the form
 */
public record EscalationRings(EscalationPage page, boolean elsewhere) {}
