package dev.rialto.oncall;

import org.jspecify.annotations.Nullable;

/** The corner of the top bar: who is on call for the reader's first team. */
public record NowBar(String link, @Nullable String person, boolean trouble) {}
