package dev.rialto.channels;

import org.jspecify.annotations.Nullable;

/**
 * The mail server the administrator named in the settings. Being named is permission: it may stand
 * in a private network, as most do.
 *
 * @param from what mail says it comes from: {@code rialto@example.com} or {@code Rialto <…>}
 */
public record MailServer(
    String host, int port, Tls tls, @Nullable String user, @Nullable String password, String from) {

  public enum Tls {
    NONE,
    STARTTLS,
    TLS
  }

  @Override
  public String toString() {
    return "MailServer[%s:%d, %s, from %s]".formatted(host, port, tls, from);
  }
}
