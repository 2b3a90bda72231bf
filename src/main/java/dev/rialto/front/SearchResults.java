package dev.rialto.front;

import java.util.List;

/** The rows of a search alone, for the dialog that fills while somebody types. */
public record SearchResults(String q, List<Find> finds) {}
