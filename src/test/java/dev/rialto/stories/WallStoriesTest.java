package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Access;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wall in the corridor: what it says, who may see it, and that it never lags behind. */
class WallStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void a_shop() {
    for (var team : List.of("Checkout", "Catalogue")) {
      ada.postJson("/api/v1/teams", Map.of("name", team));
    }
    service("payments", "checkout", "Customers can pay");
    service("receipts", "checkout", "Customers can pay");
    service("search", "catalogue", "Customers find things");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void service(String name, String owner, String capability) {
    var made =
        ada.postJson(
            "/api/v1/services", Map.of("name", name, "owner", owner, "capability", capability));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  private static int place(String body, String service) {
    int at = body.indexOf(">" + service + "<");
    assertThat(at).as(service + " in " + body).isPositive();
    return at;
  }

  @Test
  void the_worst_is_first_with_its_cause_its_keeper_its_deployment_and_its_incident() {
    assertThat(ada.get("/wall").body())
        .contains("No service is in trouble", "3 without a check", "nobody on call");
    Deploys.finished(house, "search", "3.2.0", TestHouse.START.minus(Duration.ofMinutes(10)));
    Fires.alert(house, "search", "critical");
    Fires.alert(house, "receipts", "warning");
    var before = ada.get("/wall").body();
    assertThat(before).contains("search is down", "High error rate", "3.2.0 deployed 14:50");
    assertThat(place(before, "search")).isLessThan(place(before, "receipts"));
    assertThat(place(before, "receipts")).isLessThan(place(before, "payments"));

    new Outages(house, ada).declare("Nobody finds anything", 2, "search");
    assertThat(ada.get("/wall").body())
        .contains("<h1>Nobody finds anything</h1>", "INC-1, severity 2", "Ada has it");
  }

  @Test
  void one_tile_tells_its_worst_check_and_how_many_more_stand_like_it() {
    for (var name : List.of("Cards are taken", "Vouchers are taken")) {
      var made =
          ada.postJson(
              "/api/v1/checks",
              Map.of(
                  "name",
                  name,
                  "service",
                  "payments",
                  "probe",
                  Map.of("type", "tcp", "host", "127.0.0.1", "port", 1)));
      assertThat(made.status()).as(made.body()).isEqualTo(201);
    }
    house.fastForward(Duration.ofMinutes(3));
    assertThat(ada.get("/wall").body()).contains("payments is down", ", and 1 more check<");
  }

  @Test
  void a_team_or_a_capability_has_a_wall_of_its_own() {
    Fires.alert(house, "search", "critical");
    var checkout = ada.get("/wall?team=checkout").body();
    assertThat(checkout)
        .contains("No service is in trouble", "payments")
        .doesNotContain(">search<");
    var found = ada.get("/wall?capability=Customers+find+things").body();
    assertThat(found).contains("search is down").doesNotContain(">payments<");
    assertThat(ada.get("/wall?team=nobody-here").body())
        .contains("No service of “nobody-here”", "Show all services")
        .doesNotContain("Nothing belongs");
    assertThat(ada.get("/wall?team=No%20Slug").status()).isEqualTo(400);
  }

  @Test
  void only_what_changed_is_sent_and_nothing_while_nothing_does() throws Exception {
    var page = ada.get("/wall").body();
    try (var stream = Streamed.open(house, ada, "/wall/stream?mark=" + mark(page))) {
      assertThat(stream.next("hello").data()).contains("build");
      assertThat(stream.next("beat").data()).contains("\"age\":0");
      Fires.alert(house, "search", "critical");
      house.db().run(tx -> tx.tell("alerts"));
      var first = stream.next("tiles");
      assertThat(first.data())
          .contains("search is down", "\"after\":0", "\"large\":1")
          .doesNotContain("payments", "receipts", "\"all\"");

      house.db().run(tx -> tx.tell("alerts"));
      assertThat(stream.next("beat").data()).contains("age");
      assertThat(stream.heard("tiles")).isEqualTo(1);
      assertThat(first.id()).isEqualTo(mark(ada.get("/wall").body()));
    }
  }

  @Test
  void a_browser_that_comes_back_is_told_what_it_missed_and_a_stranger_everything()
      throws Exception {
    var mark = mark(ada.get("/wall").body());
    Fires.alert(house, "search", "critical");
    ada.get("/wall");
    try (var stream = Streamed.open(house, ada, "/wall/stream?mark=" + mark)) {
      assertThat(stream.next("tiles").data()).contains("search").doesNotContain("receipts");
    }
    try (var stream = Streamed.open(house, ada, "/wall/stream?mark=from-another-age")) {
      assertThat(stream.next("tiles").data())
          .contains("\"all\":true", "search", "receipts", "payments");
    }
  }

  @Test
  void a_wall_that_cannot_be_read_tells_its_age() throws Exception {
    var mark = mark(ada.get("/wall").body());
    try (var stream = Streamed.open(house, ada, "/wall/stream?mark=" + mark)) {
      stream.next("beat");
      house
          .db()
          .run(
              tx -> {
                tx.handle().execute("alter view incident_view rename to incident_view_away");
              });
      house.clock.turnTo(house.clock.instant().plusSeconds(90));
      stream.until("beat", data -> data.contains("\"age\":90"));
      house
          .db()
          .run(tx -> tx.handle().execute("alter view incident_view_away rename to incident_view"));
      stream.until("beat", data -> data.contains("\"age\":0"));
    }
  }

  @Test
  void a_kiosk_link_opens_the_wall_and_no_other_door() throws Exception {
    var made = ada.postJson("/api/v1/kiosk-links", Map.of("label", "Corridor"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    var link = made.json().get("link").asText();
    var path = URI.create(link).getPath();
    assertThat(made.json().at("/details/created_by").asText()).isEqualTo("Ada");
    assertThat(ada.get("/api/v1/kiosk-links").body()).doesNotContain(path.substring(12));
    assertThat(ada.get("/wall/kiosks").body()).contains("Corridor", "never used");
    assertThat(ada.get("/journal").body())
        .contains("kiosk link made")
        .doesNotContain(path.substring(12));

    var screen = house.visitor();
    var traded = screen.get(path + "?team=checkout");
    assertThat(traded.status()).isEqualTo(303);
    assertThat(traded.header("Location")).isEqualTo("/wall?team=checkout");
    var cookie = traded.header("Set-Cookie");
    assertThat(cookie)
        .contains("Path=/wall", "HttpOnly", "SameSite=Strict")
        .doesNotContain(path.substring(12));
    var wall = screen.get("/wall");
    assertThat(wall.status()).isEqualTo(200);
    assertThat(wall.body()).contains("payments").doesNotContain("/services/payments", "href=\"/\"");
    assertThat(ada.get("/wall/kiosks").body()).contains("1 screen shows", "last used");

    // The same cookie, pushed at every door there is.
    var burglar = house.visitor().with("Cookie", cookie.replaceFirst(";.*", ""));
    assertThat(burglar.get("/wall").status()).isEqualTo(200);
    for (var door : house.house.doors.all()) {
      if (door.access() == Access.ANYONE
          || door.access() == Access.KEYED
          || door.access() == Access.SCREEN) continue;
      var at = door.path().replaceAll("[{<][^}>]+[}>]", "1");
      var answer =
          door.method().equals(HandlerType.GET)
              ? burglar.get(at)
              : burglar.send(
                  door.method().name(),
                  at,
                  "application/json",
                  "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(answer.status()).as(door.toString()).isIn(303, 401);
    }
    assertThat(
            house.house.doors.all().stream()
                .filter(d -> d.access() == Access.SCREEN)
                .map(d -> d.path()))
        .containsExactlyInAnyOrder("/wall", "/wall/stream");
  }

  @Test
  void to_revoke_a_link_ends_the_streams_of_its_screens() throws Exception {
    var made =
        ada.postJson("/api/v1/kiosk-links", Map.of("label", "Corridor", "zone", "Asia/Tokyo"));
    var path = URI.create(made.json().get("link").asText()).getPath();
    var screen = house.visitor();
    screen.get(path);
    var wall = screen.get("/wall").body();
    assertThat(wall).contains("Asia/Tokyo");
    try (var stream = Streamed.open(house, screen, "/wall/stream?mark=" + mark(wall))) {
      stream.next("hello");
      assertThat(ada.send("DELETE", "/api/v1/kiosk-links/1", null, null).status()).isEqualTo(204);
      stream.next("over");
      stream.ends();
    }
    var gone = screen.get("/wall");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.body()).contains("was revoked").doesNotContain("payments");
    assertThat(house.visitor().get(path).status()).isEqualTo(410);
    assertThat(ada.send("DELETE", "/api/v1/kiosk-links/1", null, null).status()).isEqualTo(204);
    assertThat(ada.send("DELETE", "/api/v1/kiosk-links/9", null, null).status()).isEqualTo(404);
    assertThat(ada.get("/journal").body()).contains("kiosk link made", "kiosk link revoked");
    assertThat(ada.get("/wall/kiosks").body()).contains("Revoked", "revoked by");
  }

  @Test
  void only_administrators_make_links_and_a_form_keeps_what_was_typed() {
    var grace = house.as("grace", "member");
    assertThat(grace.get("/wall").status()).isEqualTo(200);
    assertThat(grace.get("/wall/kiosks").status()).isEqualTo(403);
    assertThat(grace.postJson("/api/v1/kiosk-links", Map.of("label", "x")).status()).isEqualTo(403);
    assertThat(house.visitor().get("/wall").header("Location")).isEqualTo("/sign-in?next=%2Fwall");
    assertThat(house.visitor().get("/wall/kiosk/guess").status()).isEqualTo(410);

    var wrong = ada.post("/wall/kiosks", Map.of("label", "Corridor", "zone", "Mars/North"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"Corridor\"", "This is no zone");
    var invalid = ada.postJson("/api/v1/kiosk-links", Map.of("label", "", "colour", "red"));
    assertThat(invalid.status()).isEqualTo(422);
    var made = ada.post("/wall/kiosks", Map.of("label", "Corridor", "zone", "Europe/Rome"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body()).contains("/wall/kiosk/", "not shown again");
    assertThat(ada.get("/wall/kiosks").body()).doesNotContain("/wall/kiosk/");
    assertThat(ada.post("/wall/kiosks/1/revocation").status()).isEqualTo(303);
  }

  static String mark(String page) {
    return page.replaceAll("(?s).*data-mark=\"([^\"]+)\".*", "$1");
  }
}
