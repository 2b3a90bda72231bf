package dev.rialto.platform;

/** What a browser sees when a door refuses: the same words as the API's problem. */
public record ErrorPage(int status, String title, String detail) {}
