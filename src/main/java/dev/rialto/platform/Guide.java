package dev.rialto.platform;

/**
 * What the house says of itself on every page, and a card that its first screen begins with: for a
 * guest who shows people round. A house without one says nothing.
 *
 * @param link where to read more, under these words
 * @param card the address of a fragment for the first screen
 * @param topics what makes that fragment change
 */
public record Guide(String says, String words, String link, String card, String topics) {}
