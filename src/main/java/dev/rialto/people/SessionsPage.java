package dev.rialto.people;

import java.time.Instant;
import java.util.List;

/** Every browser one is signed in with, and the way to end each. */
public record SessionsPage(List<Session> sessions, Instant now) {
  public String title() {
    int others = (int) sessions.stream().filter(s -> !s.thisOne()).count();
    if (others == 0) return "You are signed in here only";
    return others == 1
        ? "One other browser is signed in as you"
        : others + " other browsers are signed in as you";
  }
}
