package dev.rialto.company;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is deployed and what breaks at Merchant Row, and how its people deal with it. */
final class Outages {
  static final Duration PIPELINE_TAKES = Duration.ofSeconds(100);
  static final Duration CLOSELY = Duration.ofMinutes(3);

  /** By then whoever is on call has been rung. */
  static final Duration NOTICED = Duration.ofMinutes(4);

  static final Duration GREEN_WITHIN = Duration.ofMinutes(5);

  private final Staff staff;
  private final Shop shop;
  private final Releases releases;
  private final Turning turning;
  private final Map<String, Long> checks = new HashMap<>();
  private Duration rhythm = Past.OLD;
  private @Nullable Actor monitoring;
  private int authors;

  Outages(Staff staff, Shop shop, Releases releases, Turning turning) {
    this.staff = staff;
    this.shop = shop;
    this.releases = releases;
    this.turning = turning;
    for (var check : staff.as("ada").get("/api/v1/checks?limit=100").get("items")) {
      checks.put(check.get("service").asText(), check.get("id").asLong());
    }
  }

  /** From now on everything is looked at in this rhythm. */
  void lookEvery(Duration rhythm) {
    this.rhythm = rhythm;
    checks.keySet().forEach(part -> lookClosely(part, rhythm));
  }

  void lookClosely(String part, Duration interval) {
    staff
        .as("ada")
        .change("/api/v1/checks/" + checks.get(part), Map.of("interval_s", interval.toSeconds()));
  }

  /** What was there before the company had Rialto, so that there is something to go back to. */
  void tellWhatRuns() {
    for (var part : Company.PARTS) {
      var there = releases.of(part.name());
      tell(there, "PreProd", author(part), turning.now().minus(PIPELINE_TAKES));
      tell(there, Releases.ENVIRONMENT, author(part), turning.now());
    }
    turning.settle();
  }

  /** A version goes out by its pipeline, to PreProd first. */
  void ship(Company.Part part, boolean feature) {
    var next =
        new Shop.Release(part.name(), releases.next(part.name(), feature), Shop.Mistake.NONE);
    var by = author(part);
    tell(next, "PreProd", by, turning.now().minus(Duration.ofMinutes(50)));
    deploy(next, by);
  }

  private void deploy(Shop.Release next, String by) {
    shop.deploy(next);
    releases.keep(next);
    tell(next, Releases.ENVIRONMENT, by, turning.now());
    turning.settle();
  }

  private void tell(Shop.Release release, String environment, String by, Instant done) {
    staff
        .as("grace")
        .post(
            "/api/v1/deployments",
            List.of(
                Releases.told(release, environment, "started", done.minus(PIPELINE_TAKES), by),
                Releases.told(release, environment, "succeeded", done, by)));
  }

  private String author(Company.Part part) {
    var people = Company.team(part.team()).people();
    return people.get(authors++ % people.size()).name();
  }

  /** From the first failed look to the word that it is over. */
  void live(Day.Bad bad) {
    var part = Company.part(bad.part());
    var before = releases.of(bad.part());
    var mistake = bad.mistake();
    if (mistake == null) {
      shop.breaks(bad.part());
    } else {
      var next =
          new Shop.Release(
              bad.part(),
              releases.next(bad.part(), true),
              Shop.Mistake.valueOf(mistake.replace('-', '_').toUpperCase(Locale.ROOT)));
      deploy(next, author(part));
    }
    lookClosely(bad.part(), CLOSELY);
    turning.forward(NOTICED);
    var alert = openAlert(bad.part());
    turning.forward(Duration.ofMinutes(bad.acknowledged()));
    var whoever = onCall(part.team());
    if (alert != null) {
      whoever.post("/api/v1/alerts/" + alert + "/acknowledgement", Map.of());
    }
    long incident = bad.severity() == 0 ? 0 : declare(bad, part, whoever, alert);
    turning.forward(Duration.ofMinutes(bad.mended()));
    if (mistake == null) {
      shop.mend(bad.part());
    } else {
      rollBack(before);
    }
    turning.forward(GREEN_WITHIN);
    if (incident > 0) {
      end(bad, part, whoever, incident);
    }
    lookClosely(bad.part(), rhythm);
  }

  private void rollBack(Shop.Release to) {
    shop.deploy(to);
    releases.keep(to);
    staff
        .as("grace")
        .post(
            "/api/v1/deployments",
            Releases.told(to, Releases.ENVIRONMENT, "rolled_back", turning.now(), "Grace"));
    turning.settle();
  }

  private @Nullable Long openAlert(String part) {
    var open = staff.as("ada").get("/api/v1/alerts?state=open&service=" + part).get("items");
    return open.isEmpty() ? null : open.get(0).get("id").asLong();
  }

  private Actor onCall(String team) {
    var duty =
        staff.as("ada").get("/api/v1/oncall?team=" + team).at("/items/0/person/name").asText();
    return staff.as(
        Company.team(team).people().stream()
            .filter(person -> person.name().equals(duty))
            .map(Company.Person::login)
            .findFirst()
            .orElse(Company.team(team).people().getFirst().login()));
  }

  private long declare(Day.Bad bad, Company.Part part, Actor whoever, @Nullable Long alert) {
    var draft = new HashMap<String, Object>();
    draft.put("title", bad.title());
    draft.put("severity", bad.severity());
    draft.put("services", List.of(part.name()));
    draft.put("alerts", alert == null ? List.of() : List.of(alert));
    long id = whoever.post("/api/v1/incidents", draft).get("id").asLong();
    var helper = staff.as("tomas");
    if (!helper.email().equals(whoever.email())) {
      helper.post("/api/v1/incidents/" + id + "/roles", Map.of("role", "deputy"));
    }
    note(whoever, id, bad.title() + " at the moment. We are on it.", "public");
    turning.settle();
    return id;
  }

  private void end(Day.Bad bad, Company.Part part, Actor whoever, long incident) {
    note(whoever, incident, bad.found(), "public");
    whoever.post("/api/v1/incidents/" + incident + "/resolution", Map.of());
    if (!bad.action().isEmpty()) {
      var item = new HashMap<String, Object>();
      item.put("team", part.team());
      item.put("service", part.name());
      item.put("type", "bug");
      item.put("title", bad.action());
      item.put("points", 2);
      item.put("state", "backlog");
      whoever.post("/api/v1/items", item);
    }
    whoever.post("/api/v1/incidents/" + incident + "/closing", Map.of());
    turning.settle();
  }

  private static void note(Actor who, long incident, String text, String told) {
    who.post("/api/v1/incidents/" + incident + "/notes", Map.of("text", text, "told", told));
  }

  /** A monitoring system says something, and after a while that it is over. */
  void noise(Day.Noise noise) {
    var labels =
        Map.of("alertname", noise.alert(), "service", noise.part(), "severity", noise.severity());
    var begun = turning.now();
    var ends = begun.plus(Duration.ofMinutes(noise.minutes()));
    say(noise, labels, begun, ends.plus(Duration.ofHours(1)));
    turning.forward(Duration.ofMinutes(Math.min(noise.minutes(), 4)));
    var alert = openAlert(noise.part());
    if (alert != null && noise.minutes() > 10) {
      onCall(Company.part(noise.part()).team())
          .post("/api/v1/alerts/" + alert + "/acknowledgement", Map.of());
    }
    turning.quietlyTo(ends, Past.OLD);
    say(noise, labels, begun, turning.now());
    turning.settle();
  }

  private void say(Day.Noise noise, Map<String, String> labels, Instant from, Instant to) {
    monitoring()
        .post(
            "/api/v2/alerts",
            List.of(
                Map.of(
                    "labels", labels,
                    "annotations", Map.of("summary", noise.summary()),
                    "startsAt", from.toString(),
                    "endsAt", to.toString(),
                    "generatorURL", "http://prometheus." + Company.DOMAIN + "/graph")));
    turning.settle();
  }

  private Actor monitoring() {
    if (monitoring == null) {
      JsonNode source =
          staff
              .as("ada")
              .post("/api/v1/sources", Map.of("name", "Prometheus", "format", "prometheus"));
      monitoring = Actor.program(staff.base(), source.get("token").asText());
    }
    return monitoring;
  }
}
