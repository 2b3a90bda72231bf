package dev.rialto.channels;

import org.jspecify.annotations.Nullable;

/** Where a message goes: a mail address or a URL, and the secret that belongs to it, if any. */
public record Address(String address, @Nullable String secret) {
  public static Address of(String address) {
    return new Address(address, null);
  }

  /** Webhook addresses are secrets themselves: neither part ever reaches a log. */
  @Override
  public String toString() {
    return "Address[…]";
  }
}
