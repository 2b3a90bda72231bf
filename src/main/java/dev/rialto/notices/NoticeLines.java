package dev.rialto.notices;

/** The channels and what went there, fetched anew as it goes. */
public record NoticeLines(NoticesPage page) {}
