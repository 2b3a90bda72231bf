package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proof that a page would arrive: a code that came over the very way it would take. */
class ContactMethodStoriesTest {
  private final MockWebServer phone = new MockWebServer();
  private final TestHouse house = new TestHouse();
  private Visitor ada = house.visitor();
  private String mine = "";

  @BeforeEach
  void ada_has_a_phone() throws Exception {
    phone.start();
    ada = house.as("ada", "admin");
    mine =
        "/api/v1/people/"
            + ada.get("/api/v1/session").json().get("id").asLong()
            + "/contact-methods";
  }

  @AfterEach
  void close() {
    house.close();
    phone.close();
  }

  private String address(String topic) {
    return "http://127.0.0.1:" + phone.getPort() + "/" + topic;
  }

  private long add(String kind, String address) {
    var added = ada.postJson(mine, Map.of("kind", kind, "address", address));
    assertThat(added.status()).isEqualTo(201);
    return added.json().at("/contact_method/id").asLong();
  }

  private String received() throws InterruptedException {
    house.settle();
    RecordedRequest request =
        java.util.Objects.requireNonNull(phone.takeRequest(5, TimeUnit.SECONDS));
    var body = request.getBody() == null ? "" : request.getBody().string(StandardCharsets.UTF_8);
    return request.getHeaders() + "\n" + body;
  }

  private static String code(String received) {
    return received.replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1");
  }

  @Test
  void a_code_comes_over_the_way_itself_and_opens_it_once() throws Exception {
    phone.enqueue(new MockResponse.Builder().code(200).build());
    var added =
        ada.post(
            "/me/contact-methods",
            Map.of("kind", "ntfy", "label", "My phone", "address", address("ada-4711")));
    assertThat(added.status()).isEqualTo(303);
    var code = code(received());
    long id = ada.get(mine).json().at("/items/0/id").asLong();
    assertThat(ada.get("/me").body())
        .contains("Nobody can page you yet", "The six digits you got there");
    assertThat(ada.get("/me/contact-methods/" + id + "/outcome").body())
        .contains("Waiting for the code");

    var wrong = code.equals("000000") ? "111111" : "000000";
    var refused = ada.post("/me/contact-methods/" + id + "/verification", Map.of("code", wrong));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("That is not the code. 4 more tries.");
    var taken =
        ada.post(
            "/me/contact-methods/" + id + "/verification",
            Map.of("code", " " + code.substring(0, 3) + " " + code.substring(3)));
    assertThat(taken.status()).isEqualTo(303);
    assertThat(ada.get("/me").body())
        .contains("You can be paged in one way", "My phone", "Verified");
    assertThat(
            ada.postJson("/api/v1/contact-methods/" + id + "/verification", Map.of("code", code))
                .status())
        .isEqualTo(422);
  }

  @Test
  void a_code_is_not_guessed_and_does_not_last() throws Exception {
    long id = add("ntfy", address("ada"));
    phone.enqueue(new MockResponse.Builder().code(200).build());
    assertThat(ada.postJson("/api/v1/contact-methods/" + id + "/code", Map.of()).status())
        .isEqualTo(202);
    var code = code(received());
    var wrong = code.equals("000000") ? "111111" : "000000";
    for (int i = 0; i < 5; i++) {
      assertThat(
              ada.postJson("/api/v1/contact-methods/" + id + "/verification", Map.of("code", wrong))
                  .status())
          .isEqualTo(422);
    }
    assertThat(
            ada.postJson("/api/v1/contact-methods/" + id + "/verification", Map.of("code", code))
                .status())
        .as("after five guesses")
        .isEqualTo(422);

    assertThat(ada.postJson("/api/v1/contact-methods/" + id + "/code", Map.of()).status())
        .as("at once again")
        .isEqualTo(429);
    house.clock.turn(Duration.ofSeconds(21));
    phone.enqueue(new MockResponse.Builder().code(200).build());
    ada.postJson("/api/v1/contact-methods/" + id + "/code", Map.of());
    var second = code(received());
    house.clock.turn(Duration.ofMinutes(10));
    assertThat(
            ada.postJson("/api/v1/contact-methods/" + id + "/verification", Map.of("code", second))
                .status())
        .as("too old")
        .isEqualTo(422);
  }

  @Test
  void what_does_not_arrive_says_so_where_its_owner_looks_and_is_tried_again() throws Exception {
    long id = add("ntfy", address("ada"));
    phone.enqueue(new MockResponse.Builder().code(500).build());
    ada.postJson("/api/v1/contact-methods/" + id + "/test", Map.of());
    received();
    assertThat(ada.get("/me").body()).contains("The last message did not arrive");
    phone.enqueue(new MockResponse.Builder().code(200).build());
    house.fastForward(Duration.ofMinutes(1));
    assertThat(ada.get("/me").body()).doesNotContain("The last message did not arrive");
  }

  @Test
  void the_whole_slack_address_is_used_and_never_shown() throws Exception {
    long id = add("slack", address("services/T000/B000/a-secret-of-slackQ7xZ"));
    phone.enqueue(new MockResponse.Builder().code(200).body("ok").build());
    ada.postJson("/api/v1/contact-methods/" + id + "/test", Map.of());
    house.settle();
    var request = java.util.Objects.requireNonNull(phone.takeRequest(5, TimeUnit.SECONDS));
    assertThat(request.getUrl().encodedPath())
        .isEqualTo("/services/T000/B000/a-secret-of-slackQ7xZ");
    assertThat(ada.get(mine).body() + ada.get("/me").body())
        .contains("127.0.0.1/…Q7xZ")
        .doesNotContain("a-secret");
  }

  @Test
  void the_order_is_hers_and_a_stale_order_or_version_is_refused() {
    long a = add("ntfy", address("a"));
    long b = add("ntfy", address("b"));
    long c = add("ntfy", address("c"));
    assertThat(
            ada.putJson(mine + "/order", Map.of("ids", List.of(c, a, b)))
                .json()
                .at("/items/0/id")
                .asLong())
        .isEqualTo(c);
    assertThat(ada.post("/me/contact-methods/" + b + "/up").status()).isEqualTo(303);
    assertThat(ada.get(mine).json().get("items"))
        .extracting(m -> m.get("id").asLong())
        .containsExactly(c, b, a);
    assertThat(ada.putJson(mine + "/order", Map.of("ids", List.of(a, b))).status()).isEqualTo(409);
    assertThat(ada.putJson(mine + "/order", Map.of("ids", List.of(a, a, b))).status())
        .isEqualTo(409);
    assertThat(ada.putJson(mine + "/order", Map.of("ids", "abc")).status()).isEqualTo(422);
    var versions = ada.get(mine).json().get("items");
    int now = versions.get(0).get("version").asInt();
    assertThat(
            ada.patchJson(
                    "/api/v1/contact-methods/" + c, Map.of("label", "Phone", "version", now - 1))
                .status())
        .isEqualTo(409);
    assertThat(
            ada.patchJson("/api/v1/contact-methods/" + c, Map.of("label", "Phone", "version", now))
                .status())
        .isEqualTo(200);
    assertThat(ada.delete("/api/v1/contact-methods/" + c + "?version=" + now).status())
        .isEqualTo(409);
    assertThat(ada.delete("/api/v1/contact-methods/" + c + "?version=" + (now + 1)).status())
        .isEqualTo(204);
  }

  @Test
  void a_signing_secret_that_rialto_makes_is_shown_once() {
    var added =
        ada.post("/me/contact-methods", Map.of("kind", "webhook", "address", address("hook")));
    assertThat(added.status()).isEqualTo(201);
    var secret = added.body().replaceAll("(?s).*id=\"once\" value=\"([^\"]+)\".*", "$1");
    assertThat(secret).hasSize(43);
    assertThat(ada.get("/me").body() + ada.get(mine).body()).doesNotContain(secret);
  }

  @Test
  void a_mistake_in_an_address_stands_beside_it_with_what_was_typed() {
    var answer =
        ada.post(
            "/me/contact-methods",
            Map.of(
                "kind",
                "ntfy",
                "label",
                "Phone",
                "address",
                "ntfy.sh/ada",
                "secret",
                "s3cret-of-mine"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Did you mean https://ntfy.sh/ada?", "value=\"ntfy.sh/ada\"", "value=\"Phone\"")
        .doesNotContain("s3cret-of-mine");
  }

  @Test
  void nobody_touches_anothers_ways_but_an_administrator() {
    long id = add("ntfy", address("ada"));
    var grace = house.as("grace", "member");
    assertThat(grace.get(mine).status()).isEqualTo(403);
    assertThat(grace.postJson(mine, Map.of("kind", "ntfy", "address", address("x"))).status())
        .isEqualTo(403);
    assertThat(
            grace.post("/me/contact-methods/" + id + "/removal", Map.of("version", "1")).status())
        .isEqualTo(403);
    assertThat(grace.postJson("/api/v1/contact-methods/" + id + "/code", Map.of()).status())
        .isEqualTo(403);
    assertThat(grace.get("/me/contact-methods/" + id + "/outcome").status()).isEqualTo(404);
    assertThat(house.as("noor", "admin").get(mine).status()).isEqualTo(200);
  }
}
