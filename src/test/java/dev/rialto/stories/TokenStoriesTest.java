package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys for programs: what they open, and that they open no more. */
class TokenStoriesTest {
  private final TestHouse house = new TestHouse();

  @AfterEach
  void close() {
    house.close();
  }

  private Visitor program(Visitor owner, String... scopes) {
    var made = owner.postJson("/api/v1/tokens", Map.of("name", "ci", "scopes", scopes));
    assertThat(made.status()).isEqualTo(201);
    return house.visitor().withToken(made.json().get("token").asText());
  }

  @Test
  void a_token_does_what_its_scopes_say_and_no_more() {
    var ada = house.as("ada", "admin");
    var reader = program(ada, "read");
    var writer = program(ada, "write");
    var admin = program(ada, "admin");
    var own = "/api/v1/people/" + ada.get("/api/v1/session").json().get("id").asLong();

    assertThat(reader.get("/api/v1/people").status()).isEqualTo(200);
    assertThat(reader.patchJson(own, Map.of("name", "X", "version", 1)).status()).isEqualTo(403);
    assertThat(
            reader
                .postJson("/api/v1/tokens", Map.of("name", "more", "scopes", List.of("read")))
                .status())
        .isEqualTo(403);
    assertThat(writer.patchJson(own, Map.of("name", "Ada L.", "version", 1)).status())
        .isEqualTo(200);
    assertThat(writer.patchJson(own, Map.of("role", "viewer", "version", 2)).status())
        .as("an administrator's token that only writes")
        .isEqualTo(403);
    assertThat(writer.postJson("/api/v1/invitations", Map.of("email", "e@x.example")).status())
        .isEqualTo(403);
    assertThat(admin.postJson("/api/v1/invitations", Map.of("email", "e@x.example")).status())
        .isEqualTo(201);
    assertThat(program(ada, "signals").get("/api/v1/people").status()).isEqualTo(403);
  }

  @Test
  void nobody_hands_out_more_than_they_have() {
    var grace = house.as("grace", "member");
    var yuki = house.as("yuki", "viewer");
    assertThat(
            grace
                .postJson("/api/v1/tokens", Map.of("name", "x", "scopes", List.of("admin")))
                .status())
        .isEqualTo(422);
    assertThat(
            yuki.postJson("/api/v1/tokens", Map.of("name", "x", "scopes", List.of("write")))
                .status())
        .isEqualTo(422);
    assertThat(
            program(grace, "write")
                .postJson("/api/v1/tokens", Map.of("name", "x", "scopes", List.of("signals")))
                .status())
        .isEqualTo(422);
    assertThat(
            grace
                .postJson("/api/v1/tokens", Map.of("name", "x", "scopes", List.of("root")))
                .status())
        .isEqualTo(422);
    assertThat(grace.postJson("/api/v1/tokens", Map.of("name", "x", "scopes", List.of())).status())
        .isEqualTo(422);
    assertThat(grace.get("/me/tokens").body())
        .contains("scope-write")
        .doesNotContain("scope-admin");
  }

  @Test
  void a_token_is_shown_once_revoked_at_once_and_shows_when_it_was_used() {
    var grace = house.as("grace", "member");
    var made =
        grace.post("/me/tokens", Map.of("name", "deploys", "scope-read", "on", "days", "30"));
    assertThat(made.status()).isEqualTo(201);
    var token = made.body().replaceAll("(?s).*value=\"(rialto_[^\"]+)\".*", "$1");
    assertThat(grace.get("/me/tokens").body())
        .contains("deploys", token.substring(0, 12), "never used")
        .doesNotContain(token);

    var program = house.visitor().withToken(token);
    assertThat(program.get("/api/v1/session").json().get("kind").asText()).isEqualTo("token");
    assertThat(grace.get("/me/tokens").body()).contains("used 0 s ago");

    long id = grace.get("/api/v1/tokens").json().at("/items/0/id").asLong();
    assertThat(house.as("yuki", "viewer").delete("/api/v1/tokens/" + id).status())
        .as("another's")
        .isEqualTo(404);
    assertThat(grace.post("/me/tokens/" + id + "/revocation").status()).isEqualTo(303);
    assertThat(program.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void a_token_ends_when_it_was_meant_to() {
    var grace = house.as("grace", "member");
    var ends = house.clock.instant().plus(Duration.ofDays(1)).toString();
    var token =
        grace
            .postJson(
                "/api/v1/tokens",
                Map.of("name", "x", "scopes", List.of("read"), "expires_at", ends))
            .json()
            .get("token")
            .asText();
    assertThat(house.visitor().withToken(token).get("/api/v1/people").status()).isEqualTo(200);
    house.clock.turn(Duration.ofDays(1));
    assertThat(house.visitor().withToken(token).get("/api/v1/people").status()).isEqualTo(401);
    var past = Map.of("name", "x", "scopes", List.of("read"), "expires_at", "2020-01-01T00:00:00Z");
    assertThat(grace.postJson("/api/v1/tokens", past).status()).isEqualTo(422);
    var never = Map.of("name", "x", "scopes", List.of("read"), "expires_at", "tomorrow");
    assertThat(grace.postJson("/api/v1/tokens", never).status()).isEqualTo(422);
  }

  @Test
  void a_bad_token_is_not_saved_by_a_cookie() {
    var ada = house.as("ada", "admin").withToken("rialto_wrong");
    assertThat(ada.get("/api/v1/people").status()).isEqualTo(401);
  }

  @Test
  void the_first_token_of_an_unattended_start_opens_everything_until_revoked() {
    var settings = "a-first-token-of-at-least-24-characters";
    house.house.people.firstRun.ensure(null, null, settings);
    house.house.people.firstRun.ensure(null, null, settings);
    var program = house.visitor().withToken(settings);
    assertThat(program.get("/api/v1/tokens?everyone=1").json().get("items")).hasSize(1);
    assertThat(program.postJson("/api/v1/invitations", Map.of("email", "e@x.example")).status())
        .isEqualTo(201);

    house.house.people.firstRun.ensure("ada@merchantrow.example", "four words do well", settings);
    assertThat(program.get("/api/v1/session").json().get("name").asText()).contains("ada");
    house.house.people.firstRun.ensure(null, null, "another-token-which-comes-too-late");
    assertThat(
            house
                .visitor()
                .withToken("another-token-which-comes-too-late")
                .get("/api/v1/session")
                .status())
        .isEqualTo(401);
    assertThat(program.get("/api/v1/session").status())
        .as("an administrator exists; the first token stays")
        .isEqualTo(200);
    assertThat(house.house.people.firstRun.link()).isEmpty();
  }
}
