package dev.rialto.people;

import org.jspecify.annotations.Nullable;

/**
 * One short note over one contact method. Called from a leased job, never inside a transaction; the
 * house wires it to the channels, which know how each kind speaks.
 */
@FunctionalInterface
public interface Reach {
  /**
   * Where a note goes, opened for sending: for Slack and Mattermost {@code address} is the whole
   * webhook address; {@code secret} is a webhook's signing secret or ntfy's access token.
   */
  record Target(long methodId, ContactKind kind, String address, @Nullable String secret) {
    /** Both address and secret may open a door, so neither gets into a log. */
    @Override
    public String toString() {
      return "Target[%d, %s]".formatted(methodId, kind);
    }
  }

  /** Why a note is sent: to prove an address, or to try it. */
  enum Why {
    CODE,
    TEST
  }

  /** The id is the same for every try, so that a receiver can tell a repeat. */
  record Note(String id, Why why, String title, String text) {}

  void send(Target target, Note note) throws Unreached;
}
