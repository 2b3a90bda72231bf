package dev.rialto.platform;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The address of a list with one thing asked otherwise than now: every list filters in its address.
 * A URL builder of a library was refused, since it keeps what is empty and knows no difference.
 */
public final class ListAddress {
  private final StringBuilder address;
  private final String changed;
  private final @Nullable String to;

  /** {@code changed} becomes {@code to}; null or empty: it is no longer asked. */
  public ListAddress(String path, String changed, @Nullable String to) {
    this.address = new StringBuilder(path);
    this.changed = changed;
    this.to = to;
  }

  /** What the list asks now under this name, unless it is what changes. */
  public ListAddress ask(String name, @Nullable String now) {
    var value = name.equals(changed) ? to : now;
    if (value != null && !value.isEmpty()) {
      address
          .append(address.indexOf("?") < 0 ? '?' : '&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
    return this;
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
