package dev.rialto.answers;

import java.time.Instant;

/** What somebody wrote under one question. */
public record Answer(String question, String body, String author, Instant writtenAt, int version) {}
