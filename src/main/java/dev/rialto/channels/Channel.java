package dev.rialto.channels;

import java.util.Optional;

/** One way to reach a person. Bounded in time and size, and it answers instead of throwing. */
public interface Channel {
  /** The word in the database and on screens: {@code email}, {@code ntfy}, … */
  String kind();

  /**
   * What is wrong with this address, said to the person who typed it; empty when it can be tried.
   */
  Optional<String> wrongWith(Address address);

  Outcome deliver(Message message, Address address);
}
