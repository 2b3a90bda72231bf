package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What Merchant Row looks at: checks in every state, one of them with ninety days behind it, a
 * nightly job, and work that is planned.
 */
final class CompanyChecks {
  private final TestHouse house;
  private final Visitor ada;

  CompanyChecks(TestHouse house, Visitor ada) {
    this.house = house;
    this.ada = ada;
  }

  void look() {
    var alive = "http://127.0.0.1:" + house.base().getPort() + "/-/healthy";
    var gone = "http://127.0.0.1:" + house.base().getPort() + "/nowhere";
    check("Customers can pay", "payments", alive, "Prod");
    check("The card provider answers", "payments", gone, "");
    check(Company.HOSTILE, "search", alive, "");
    check("The catalogue is there", "catalogue", alive, "");
    made(
        Map.of(
            "name",
            "Nightly backup",
            "service",
            "catalogue",
            "probe",
            Map.of(
                "type",
                "heartbeat",
                "cron",
                "30 2 * * *",
                "zone",
                "Europe/Rome",
                "grace_s",
                1800)));
    int port = house.base().getPort();
    probe("The till’s door is open", Map.of("type", "tcp", "host", "127.0.0.1", "port", port));
    probe(
        "The till shows its certificate", Map.of("type", "tls", "host", "127.0.0.1", "port", port));
    probe("The till’s name is known", Map.of("type", "dns", "name", "localhost", "record", "A"));
    plan(
        "pg-search: rebuild of the index",
        "search",
        "2026-11-17T14:00",
        "",
        "Searching may miss the newest books while we put them in order.");
    plan("Every Tuesday: upgrades", "catalogue", "2026-11-24T22:00", "FREQ=WEEKLY;BYDAY=TU", "");
    house.fastForward(Duration.ofMinutes(4));
    past(1);
  }

  private void check(String name, String service, String url, String environment) {
    var draft = new HashMap<String, Object>();
    draft.put("name", name);
    draft.put("service", service);
    draft.put("environment", environment);
    draft.put("interval_s", 60);
    draft.put("timeout_s", 5);
    draft.put(
        "probe",
        Map.of(
            "type",
            "http",
            "urls",
            List.of(url),
            "headers",
            List.of(Map.of("name", "X-Api-Key", "value", "k", "secret", true)),
            "expect",
            List.of(Map.of("type", "text", "is", "contains", "value", "healthy"))));
    draft.put("must_hold", "Whoever wants to buy a book can do so.\nWithout it we sell nothing.");
    draft.put("how_probed", "From the cluster, every minute; it leaves nothing behind.");
    made(draft);
  }

  private void probe(String name, Map<String, Object> probe) {
    made(Map.of("name", name, "service", "checkout", "interval_s", 60, "probe", probe));
  }

  private void made(Map<String, Object> draft) {
    var made = ada.postJson("/api/v1/checks", draft);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  private void plan(String title, String service, String starts, String rrule, String publicText) {
    var made =
        ada.postJson(
            "/api/v1/maintenance",
            Map.of(
                "title",
                title,
                "public_text",
                publicText,
                "scope",
                "service",
                "target",
                service,
                "starts",
                starts,
                "zone",
                "UTC",
                "lasts_min",
                180,
                "rrule",
                rrule));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  /** Ninety days and three hours of a check, as they would have been written. */
  private void past(long id) {
    var now = house.clock.instant();
    var random = new Random(7);
    house
        .db()
        .run(
            tx -> {
              var begun = now.minus(Duration.ofDays(100));
              tx.handle()
                  .execute(
                      "update check_definition set created_at = ? where id = ?",
                      begun.atOffset(java.time.ZoneOffset.UTC),
                      id);
              tx.handle()
                  .execute("delete from state_span where check_id = ? and to_at is not null", id);
              var from = begun;
              for (int day = 3; day < 100; day += 1 + random.nextInt(12)) {
                var at = begun.plus(Duration.ofDays(day));
                var state = List.of("down", "degraded", "maintenance", "unknown").get(day % 4);
                var to = at.plus(Duration.ofMinutes(state.equals("unknown") ? 400 : 12));
                span(tx, id, from, at, "up", "");
                span(tx, id, at, to, state, "503 instead of 2xx");
                from = to;
              }
              var open =
                  tx
                      .handle()
                      .createQuery("select from_at from state_span where check_id = :id")
                      .bind("id", id)
                      .mapTo(java.time.Instant.class)
                      .stream()
                      .max(java.util.Comparator.naturalOrder())
                      .orElseThrow();
              if (open.isAfter(from)) {
                span(tx, id, from, open, "up", "");
              }
              for (int minute = 5; minute < 180; minute++) {
                int connect = 2_000 + random.nextInt(1_500);
                int wait = 60_000 + random.nextInt(minute < 30 ? 160_000 : 40_000);
                tx.handle()
                    .execute(
                        """
                        insert into check_result (check_id, at, verdict, second_try, status, took_us,
                                                  resolve_us, connect_us, tls_us, processing_us,
                                                  transfer_us, late_ms, speaks_ms)
                        values (?, ?, 0, false, 200, ?, 900, ?, 14000, ?, 3000, 4, 60000)
                        """,
                        id,
                        now.minus(Duration.ofMinutes(minute)).atOffset(java.time.ZoneOffset.UTC),
                        900 + connect + 14_000 + wait + 3_000,
                        connect,
                        wait);
              }
            });
  }

  private static void span(
      dev.rialto.platform.Tx tx,
      long id,
      java.time.Instant from,
      java.time.Instant to,
      String state,
      String cause) {
    if (to.isAfter(from)) {
      tx.handle()
          .execute(
              """
              insert into state_span (check_id, from_at, to_at, state, cause)
              values (?, ?, ?, ?, ?) on conflict do nothing
              """,
              id,
              from.atOffset(java.time.ZoneOffset.UTC),
              to.atOffset(java.time.ZoneOffset.UTC),
              state,
              cause);
    }
  }
}
