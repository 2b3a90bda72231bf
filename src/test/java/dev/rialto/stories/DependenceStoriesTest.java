package dev.rialto.stories;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the database is down, one person is woken: for the database. */
class DependenceStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Shop database = new Shop();
  private final Shop payments = new Shop();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void payments_needs_its_database() {
    house.as("grace", "member");
    team("checkout", "ada");
    team("storage", "grace");
    service("payments", "checkout");
    service("payments-db", "storage");
    var needs =
        ada.putJson("/api/v1/services/payments/dependencies/payments-db", Map.of("kind", "hard"));
    assertThat(needs.status()).as(needs.body()).isIn(200, 201);
    // The database is looked at three times as often, so it is known to be down first.
    check("Database answers", "payments-db", database, 20);
    check("Customers can pay", "payments", payments, 60);
    house.fastForward(ofMinutes(5));
  }

  @AfterEach
  void close() {
    house.close();
    database.close();
    payments.close();
  }

  @Test
  void the_alert_of_who_needs_it_is_opened_and_pages_nobody() {
    database.breaks();
    house.fastForward(ofMinutes(1));
    house.phone("grace").rang("Database answers");
    payments.breaks();
    house.fastForward(ofMinutes(2));
    house.phone("ada").isSilent();
    var alerts = ada.get("/api/v1/alerts?state=firing").json().get("items");
    assertThat(alerts).hasSize(2);
    assertThat(ada.get("/alerts").body())
        .contains("2 alerts are open, 1 without an answer", "held under A-1");
    assertThat(ada.get("/alerts/2").body())
        .contains("Held")
        .contains("payments-db")
        .contains("Why was nobody paged?")
        .contains("needs <strong><bdi>payments-db</bdi></strong>");

    database.recovers();
    payments.recovers();
    house.fastForward(ofMinutes(10));
    house.phone("grace").rang("[resolved]");
    house.phone("ada").isSilent();
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).isEmpty();
  }

  @Test
  void what_outlives_its_cause_pages_after_a_grace() {
    database.breaks();
    house.fastForward(ofMinutes(1));
    payments.breaks();
    house.fastForward(ofMinutes(2));
    database.recovers();
    house.fastForward(ofMinutes(2));
    house.phone("ada").isSilent();
    house.fastForward(ofMinutes(3));
    house.phone("ada").rang("Customers can pay");
    assertThat(ada.get("/alerts/2").body()).contains("It outlived what it waited for");
  }

  @Test
  void what_breaks_by_itself_pages_as_ever() {
    payments.breaks();
    house.fastForward(ofMinutes(2));
    house.phone("ada").rang("Customers can pay");
    house.phone("grace").isSilent();
  }

  private void team(String slug, String person) {
    ada.postJson("/api/v1/teams", Map.of("name", slug, "slug", slug));
    house.givePhone(person, person);
    ada.putJson(
        "/api/v1/teams/" + slug + "/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", Cast.id(house, person), "patience_s", 36_000))));
  }

  private void service(String name, String owner) {
    var made = ada.postJson("/api/v1/services", Map.of("name", name, "owner", owner));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  private void check(String name, String service, Shop shop, int interval) {
    var made =
        ada.postJson(
            "/api/v1/checks",
            Map.of(
                "name",
                name,
                "service",
                service,
                "interval_s",
                interval,
                "timeout_s",
                5,
                "probe",
                Map.of("type", "http", "urls", List.of(shop.url()))));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }
}
