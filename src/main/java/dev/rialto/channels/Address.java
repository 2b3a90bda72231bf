package dev.rialto.channels;

import org.jspecify.annotations.Nullable;

/**
 * Where a message goes: a mail address or a URL, and the secret that belongs to it, if any.
 *
 * @param unsubscribe where one POST ends the subscription that a mail is part of; null: it is none
 */
public record Address(String address, @Nullable String secret, @Nullable String unsubscribe) {
  public Address(String address, @Nullable String secret) {
    this(address, secret, null);
  }

  public static Address of(String address) {
    return new Address(address, null);
  }

  /** Webhook addresses are secrets themselves: neither part ever reaches a log. */
  @Override
  public String toString() {
    return "Address[…]";
  }
}
