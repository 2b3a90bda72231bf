package dev.rialto.incidents;

import java.time.Instant;
import java.util.List;

/**
 * What somebody works on, as a part of another page.
 *
 * @param declare where one is declared from there
 */
public record OpenIncidents(
    List<Incident> incidents, String declare, boolean mayDeclare, Instant now) {}
