package dev.rialto.stories;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody is taken out of everything: what was done stays, who did it is nobody's name. */
class ErasureStoriesTest {
  private static final String NAME = "Lise Meitnerová";
  private static final String FORMER = "Lise Nováková";
  private static final String MAIL = "lise@merchantrow.example";

  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");
  private final Visitor lise = house.as("lise", "member");
  private long id;

  @BeforeEach
  void lise_has_worked_here() {
    id = Cast.id(house, "lise");
    rename(FORMER);
    rename(NAME);
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.putJson("/api/v1/teams/checkout/members/" + id, Map.of("role", "member"));
    house.givePhone("lise", "lise");
    lise.postJson("/api/v1/services", Map.of("name", "till", "owner", "checkout"));
    lise.postJson(
        "/api/v1/services",
        Map.of("name", "basket", "owner", "checkout", "description", "Ask " + NAME + " about it."));
    assertThat(
            lise.putJson("/api/v1/people/" + id + "/skills/fission", Map.of("teaches", true))
                .status())
        .isBetween(200, 204);
    ada.putJson(
        "/api/v1/teams/checkout/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", id, "patience_s", 3_600))));
    var source = ada.postJson("/api/v1/sources", Map.of("name", "script", "format", "json"));
    var sent =
        house
            .visitor()
            .withToken(source.json().get("token").asText())
            .postJson(
                "/api/v1/signals/alerts",
                Map.of(
                    "title",
                    "Deployed by " + NAME,
                    "message",
                    "Write to " + MAIL.toUpperCase(Locale.ROOT) + " or " + MAIL,
                    "severity",
                    "critical",
                    "service",
                    "till"));
    assertThat(sent.status()).as(sent.body()).isBetween(200, 204);
    house.settle();
    assertThat(house.phone("lise").rings()).hasSize(1);
    lise.postJson("/api/v1/alerts/1/acknowledgement", Map.of());
    var declared =
        lise.postJson("/api/v1/incidents", Map.of("title", "Nobody can pay", "severity", 2));
    assertThat(declared.status()).as(declared.body()).isEqualTo(201);
    house.settle();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void while_something_hangs_on_them_it_is_refused_with_what_that_is() {
    var reach = ada.get("/api/v1/people/" + id + "/erasure").json();
    assertThat(reach.at("/holdings/0/words").asText())
        .isEqualTo("a level of the escalation of Checkout");
    assertThat(reach.at("/holdings/0/path").asText()).isEqualTo("/teams/checkout");
    assertThat(reach.get("places").has("journal_entry")).as(reach.toString()).isTrue();
    assertThat(ada.get("/people/" + id + "/erasure").body())
        .contains("cannot be erased yet", "to hand over first", "<strong>Teams</strong>");
    var refused = erase();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("a level of the escalation of Checkout");
    assertThat(ada.post("/people/" + id + "/erasure", Map.of("version", "3")).status())
        .isEqualTo(409);
    assertThat(lise.get("/api/v1/session").status()).as("nothing happened").isEqualTo(200);
  }

  @Test
  void a_rotation_a_lead_and_an_owner_hold_as_well() {
    release();
    ada.putJson("/api/v1/teams/checkout/members/" + id, Map.of("role", "lead"));
    ada.putJson(
        "/api/v1/teams/checkout/members/" + Cast.id(house, "ada"), Map.of("role", "member"));
    assertThat(holdings()).anyMatch(words -> words.equals("the last lead of Checkout"));
    assertThat(erase().status()).isEqualTo(409);
    ada.putJson("/api/v1/teams/checkout/members/" + Cast.id(house, "ada"), Map.of("role", "lead"));
    assertThat(holdings()).noneMatch(words -> words.contains("lead"));
  }

  @Test
  void nobody_erases_themselves_and_only_administrators_erase() {
    assertThat(lise.get("/people/" + id + "/erasure").status()).isEqualTo(403);
    long own = Cast.id(house, "ada");
    var answer =
        ada.postJson("/api/v1/people/" + own + "/erasure", Map.of("version", version(own)));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("Nobody erases themselves");
  }

  @Test
  void a_version_that_is_old_erases_nobody() {
    release();
    var answer = ada.postJson("/api/v1/people/" + id + "/erasure", Map.of("version", 1));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(lise.get("/api/v1/session").status()).isEqualTo(200);
  }

  @Test
  void a_dump_of_the_whole_database_knows_neither_name_nor_mail() {
    release();
    assertThat(places(NAME)).isNotEmpty();
    assertThat(places(FORMER)).isNotEmpty();
    assertThat(places(MAIL)).isNotEmpty();

    var answer = erase();
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(lise.get("/api/v1/session").status()).as("at once").isEqualTo(401);
    house.settle();
    house.fastForward(ofMinutes(3));

    assertThat(places(NAME)).isEmpty();
    assertThat(places(FORMER)).isEmpty();
    assertThat(places(MAIL)).isEmpty();
    assertThat(places(house.phoneAddress("lise"))).isEmpty();
    assertThat(places("fission")).isEmpty();
    var progress = ada.get("/api/v1/people/" + id + "/erasure").json().get("progress");
    assertThat(progress.get("done").asBoolean()).isTrue();
    assertThat(progress.get("leftover")).isEmpty();
    assertThat(progress.get("places").asLong()).isPositive();
    assertThat(ada.get("/people/" + id + "/erasure").body()).contains("by that name alone");

    var stays = "Former colleague " + id;
    assertThat(ada.get("/journal?subject=service").body()).contains(stays, "created");
    assertThat(ada.get("/api/v1/alerts/1").json().at("/acknowledgement/by").asText())
        .isEqualTo(stays);
    assertThat(ada.get("/services/basket").body()).contains("Ask " + stays + " about it.");
    assertThat(ada.get("/incidents/1").status()).isEqualTo(200);
    assertThat(ada.get("/api/v1/people?q=lise").json().get("items")).isEmpty();
    assertThat(ada.get("/people").body()).doesNotContain(stays);
    assertThat(ada.get("/people/" + id).body()).contains(stays);
    assertThat(ada.get("/search?q=Meitner").body()).doesNotContain("Meitnerová<");
    assertThat(ada.get("/journal?subject=person&id=" + id).body()).contains("person erased");
    assertThat(erase().status()).as("once").isEqualTo(409);

    // What is derived again from the raw signals does not bring them back.
    assertThat(ada.post("/sources/rebuild").status()).isEqualTo(303);
    house.fastForward(ofHours(1));
    assertThat(places(NAME)).isEmpty();
    assertThat(places(MAIL)).isEmpty();
  }

  private Visitor.Answer erase() {
    return ada.postJson("/api/v1/people/" + id + "/erasure", Map.of("version", version(id)));
  }

  private int version(long person) {
    return ada.get("/api/v1/people/" + person).json().get("version").asInt();
  }

  private void rename(String name) {
    var answer =
        ada.send(
            "PATCH",
            "/api/v1/people/" + id,
            "application/json",
            ("{\"name\":\"" + name + "\",\"version\":" + version(id) + "}")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** What hangs on her goes to Ada. */
  private void release() {
    int policy = ada.get("/api/v1/teams/checkout/escalation-policy").json().get("version").asInt();
    var put =
        ada.putJson(
            "/api/v1/teams/checkout/escalation-policy",
            Map.of(
                "version",
                policy,
                "repeats",
                0,
                "levels",
                List.of(Map.of("to", "person", "id", Cast.id(house, "ada"), "patience_s", 3_600))));
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    var resolved = ada.postJson("/api/v1/alerts/1/resolution", Map.of());
    assertThat(resolved.status()).as(resolved.body()).isBetween(200, 204);
    ada.postJson("/api/v1/incidents/1/roles", Map.of("role", "commander"));
    house.settle();
    assertThat(holdings()).isEmpty();
  }

  private List<String> holdings() {
    return ada.get("/api/v1/people/" + id + "/erasure")
        .json()
        .get("holdings")
        .findValuesAsText("words");
  }

  /** The tables in which it stands anywhere, as words or as bytes. */
  private List<String> places(String term) {
    var found = new ArrayList<String>();
    var hex = HexFormat.of().formatHex(term.getBytes(StandardCharsets.UTF_8));
    house
        .db()
        .run(
            tx -> {
              var tables =
                  tx.handle()
                      .createQuery(
                          "select relname from pg_class where relkind in ('r', 'p') and not relispartition"
                              + " and relnamespace = 'public'::regnamespace order by 1")
                      .mapTo(String.class)
                      .list();
              for (var table : tables) {
                long rows =
                    tx.handle()
                        .createQuery(
                            "select count(*) from "
                                + table
                                + " t where strpos(lower(t::text), lower(:term)) > 0 or strpos(t::text, :hex) > 0")
                        .bind("term", term)
                        .bind("hex", hex)
                        .mapTo(Long.class)
                        .one();
                if (rows > 0) {
                  found.add(table);
                }
              }
            });
    return found;
  }
}
