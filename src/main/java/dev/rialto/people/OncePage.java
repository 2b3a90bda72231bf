package dev.rialto.people;

/** Something secret, shown this once: a link to hand over, a token, a signing secret. */
public record OncePage(
    String title, String says, String label, String secret, String back, String backSays) {}
