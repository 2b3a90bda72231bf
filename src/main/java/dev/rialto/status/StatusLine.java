package dev.rialto.status;

/** The one sentence of the page, for those who stand at the door and wonder whether it is them. */
public record StatusLine(Overview overview) {}
