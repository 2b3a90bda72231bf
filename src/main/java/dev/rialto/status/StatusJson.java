package dev.rialto.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API promises about the status page, to those outside and to those who keep it. */
final class StatusJson {
  private StatusJson() {}

  record Page(
      String title,
      String intro,
      boolean open,
      String state,
      String headline,
      Instant asOf,
      List<Thing> components,
      List<Incident> incidents,
      List<Planned> planned) {}

  record Thing(
      long id,
      String name,
      String description,
      String state,
      String says,
      @Nullable String uptime) {}

  record Incident(
      long id,
      String title,
      String state,
      Instant beganAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant nextUpdateDueAt,
      List<Long> components,
      List<Update> updates) {}

  record Update(Instant at, String state, String text) {}

  record Planned(
      List<Long> components,
      String title,
      String text,
      Instant from,
      Instant to,
      boolean running) {}

  record Settings(boolean open, String title, String intro, int version) {}

  record Made(@Nullable String secret) {}

  record Item(
      long id,
      String name,
      String description,
      String kind,
      String target,
      int place,
      int version) {}

  record Items(List<Item> items) {}

  record Follower(
      long id,
      String kind,
      String shown,
      List<String> components,
      Instant createdAt,
      @Nullable Instant confirmedAt,
      @Nullable Instant lastSentAt,
      String lastReason) {}

  static Item of(Component c) {
    return new Item(
        c.id(), c.name(), c.description(), c.kind(), c.target(), c.place(), c.version());
  }

  static Follower of(Subscription s) {
    return new Follower(
        s.id(),
        s.kind(),
        s.shown(),
        s.components(),
        s.createdAt(),
        s.confirmedAt(),
        s.lastSentAt(),
        s.lastReason());
  }

  static Settings of(StatusSettings settings) {
    return new Settings(settings.open(), settings.title(), settings.intro(), settings.version());
  }

  static Page of(Overview overview) {
    return new Page(
        overview.settings().title(),
        overview.settings().intro(),
        overview.settings().open(),
        overview.condition().state(),
        overview.headline(),
        overview.asOf(),
        overview.components().stream().map(StatusJson::of).toList(),
        overview.incidents().stream().map(StatusJson::of).toList(),
        overview.works().stream()
            .map(
                w ->
                    new Planned(
                        w.componentIds(), w.title(), w.text(), w.from(), w.to(), w.running()))
            .toList());
  }

  private static Thing of(Overview.Shown shown) {
    return new Thing(
        shown.component().id(),
        shown.component().name(),
        shown.component().description(),
        shown.condition().state(),
        shown.condition().word(),
        shown.uptime() == null ? null : shown.uptime().said());
  }

  private static Incident of(PublicIncident incident) {
    return new Incident(
        incident.id(),
        incident.title(),
        incident.isOpen() ? incident.stateWord() : "resolved",
        incident.beganAt(),
        incident.resolvedAt(),
        incident.isOpen() ? incident.dueAt() : null,
        incident.componentIds(),
        incident.updates().stream().map(u -> new Update(u.at(), u.state(), u.text())).toList());
  }
}
