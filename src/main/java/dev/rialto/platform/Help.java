package dev.rialto.platform;

/**
 * Where to read about a screen; each page of the frame has such a link.
 *
 * @param words what the page there is about, in the middle of a sentence
 */
public record Help(String link, String words) {}
