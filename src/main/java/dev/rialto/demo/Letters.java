package dev.rialto.demo;

import dev.rialto.company.Letter;
import java.time.Instant;
import java.util.List;

/** The letters alone, for the live part of the inbox. */
public record Letters(List<Letter> letters, String to, Instant now) {
  /** So many are shown. */
  public static final int MOST = 20;
}
