package dev.rialto.demo;

/** The shop as it runs now, and what can be done to it. */
public record ShopCard(
    String address,
    boolean running,
    int sold,
    String version,
    String before,
    String next,
    boolean brokenOut,
    boolean brokenByHand) {}
