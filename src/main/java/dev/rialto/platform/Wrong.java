package dev.rialto.platform;

/** One mistake in what somebody sent: which field, and how to mend it. */
public record Wrong(String field, String message) {}
