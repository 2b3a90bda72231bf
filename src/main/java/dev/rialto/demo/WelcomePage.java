package dev.rialto.demo;

/**
 * Before one is in.
 *
 * @param fits whether this link still opens
 */
public record WelcomePage(boolean fits, String name, String path) {}
