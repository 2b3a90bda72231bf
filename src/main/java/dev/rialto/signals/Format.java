package dev.rialto.signals;

import dev.rialto.forges.Forge;
import dev.rialto.forges.NotUnderstood;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a sender speaks. A new sender is a new parser and one line here. */
public enum Format {
  PROMETHEUS(
      "Prometheus",
      "It sends to Rialto as to an Alertmanager",
      "Prometheus in eu-1",
      PrometheusFormat::parse),
  ALERTMANAGER(
      "Alertmanager webhook",
      "One more receiver of an Alertmanager that stays",
      "Alertmanager in eu-1",
      AlertmanagerFormat::parse),
  JSON(
      "Plain JSON",
      "A script or a tool of your own, with one line of curl",
      "Backups",
      PlainFormat::parse),
  GITHUB(
      "GitHub",
      "Its webhook, signed: changes, runs and deployments",
      "GitHub of the shop",
      Forge.GITHUB),
  GITLAB(
      "GitLab",
      "Its webhook: changes, pipelines and deployments",
      "GitLab of the shop",
      Forge.GITLAB),
  DEPLOYMENTS(
      "Deployments, plain JSON", "Any pipeline, with one line of curl", "Jenkins", Forge.PLAIN);

  /** Pure: the same body from the same source at the same time always means the same. */
  interface Parser {
    Parsed parse(byte[] body, String event, Origin origin, Instant receivedAt);
  }

  /** A sender of alerts says everything in its body. */
  private interface AlertParser {
    Parsed parse(byte[] body, Origin origin, Instant receivedAt);
  }

  private final String spoken;
  private final String about;
  private final String example;
  private final Parser parser;
  private final boolean pipelines;

  Format(String spoken, String about, String example, AlertParser parser) {
    this.spoken = spoken;
    this.about = about;
    this.example = example;
    this.parser = (body, event, origin, receivedAt) -> parser.parse(body, origin, receivedAt);
    this.pipelines = false;
  }

  Format(String spoken, String about, String example, Forge forge) {
    this.spoken = spoken;
    this.about = about;
    this.example = example;
    this.parser =
        (body, event, origin, receivedAt) -> heard(forge, body, event, origin, receivedAt);
    this.pipelines = true;
  }

  private static Parsed heard(
      Forge forge, byte[] body, String event, Origin origin, Instant receivedAt) {
    try {
      return Parsed.of(forge.read(event, body, origin.sourceId(), receivedAt));
    } catch (NotUnderstood bad) {
      throw Malformed.body(bad.pointer(), bad.reason());
    }
  }

  Parsed parse(byte[] body, @Nullable String event, Origin origin, Instant receivedAt) {
    return parser.parse(body, event == null ? "" : event, origin, receivedAt);
  }

  /** Whether it tells of deployments and pipelines rather than of alerts. */
  public boolean pipelines() {
    return pipelines;
  }

  /** Whether its sender signs what it sends, so that the secret itself is needed here. */
  boolean signs() {
    return this == GITHUB;
  }

  /** As people call it. */
  public String spoken() {
    return spoken;
  }

  /** What it is for, in a line beside its name. */
  public String about() {
    return about;
  }

  /** What somebody may call a source of it. */
  public String example() {
    return example;
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
