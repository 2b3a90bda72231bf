package dev.rialto.erasure;

/** Something that still hangs on a person, in words, and where it is given to somebody else. */
public record Holding(String words, String path) {}
