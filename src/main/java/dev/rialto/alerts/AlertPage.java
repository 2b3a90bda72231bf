package dev.rialto.alerts;

/** The page at three in the morning: what, where, since, why me, and one button under the thumb. */
public record AlertPage(AlertBody body) {}
