package dev.rialto.catalog;

/** An address worth one click from a service's page: a dashboard, a repository. */
public record Link(String title, String url) {}
