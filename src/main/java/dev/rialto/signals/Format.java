package dev.rialto.signals;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a sender speaks. A new sender is a new parser and one line here. */
public enum Format {
  PROMETHEUS("Prometheus", PrometheusFormat::parse),
  ALERTMANAGER("Alertmanager webhook", AlertmanagerFormat::parse),
  JSON("Plain JSON", PlainFormat::parse);

  /** Pure: the same body from the same source at the same time always means the same. */
  interface Parser {
    Parsed parse(byte[] body, Origin origin, Instant receivedAt);
  }

  private final String spoken;
  private final Parser parser;

  Format(String spoken, Parser parser) {
    this.spoken = spoken;
    this.parser = parser;
  }

  Parsed parse(byte[] body, Origin origin, Instant receivedAt) {
    return parser.parse(body, origin, receivedAt);
  }

  /** As people call it. */
  public String spoken() {
    return spoken;
  }

  /** As tables and links write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Format> of(String word) {
    for (var format : values()) {
      if (format.word().equals(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
