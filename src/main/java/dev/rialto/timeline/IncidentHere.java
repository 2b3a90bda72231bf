package dev.rialto.timeline;

import java.util.List;

/** Whose screens show an incident now. */
public record IncidentHere(List<String> names) {}
