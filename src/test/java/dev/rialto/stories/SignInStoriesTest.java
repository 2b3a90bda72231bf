package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How people get in, and out again. */
class SignInStoriesTest {
  private static final String PASSWORD = "four words do well";

  private final TestHouse house = new TestHouse();

  @AfterEach
  void close() {
    house.close();
  }

  private String firstRunLink() {
    return house.house.people.firstRun.link().orElseThrow();
  }

  private static Map<String, String> ada() {
    return Map.of("name", "Ada", "email", "ada@merchantrow.example", "password", PASSWORD);
  }

  @Test
  void the_first_run_link_makes_the_administrator_once() {
    var link = firstRunLink();
    var ada = house.visitor();

    assertThat(ada.get(link).body()).contains("You are the first here");
    assertThat(ada.get(link).status()).as("looking does nothing").isEqualTo(200);
    assertThat(house.house.people.people.anyAdmin()).isFalse();

    var entered = ada.post(link, ada());
    assertThat(entered.status()).isEqualTo(303);
    assertThat(entered.header("Location")).isEqualTo("/");
    assertThat(ada.get("/journal").status()).isEqualTo(200);

    var second = house.visitor().post(link, ada());
    assertThat(second.status()).isEqualTo(410);
    assertThat(second.body()).contains("This link no longer works");
    assertThat(house.house.people.firstRun.link())
        .as("no link once there is an administrator")
        .isEmpty();
  }

  @Test
  void the_first_run_link_ends_after_half_an_hour_and_a_new_start_makes_a_new_one() {
    var old = firstRunLink();
    house.fastForward(Duration.ofMinutes(31));
    assertThat(house.visitor().get(old).status()).isEqualTo(410);
    assertThat(house.visitor().post(old, ada()).status()).isEqualTo(410);
    assertThat(house.visitor().post(firstRunLink(), ada()).status()).isEqualTo(303);
  }

  @Test
  void of_two_first_run_links_only_one_makes_an_administrator() {
    var one = firstRunLink();
    var other = firstRunLink();
    assertThat(house.visitor().post(one, ada()).status()).isEqualTo(303);
    assertThat(
            house
                .visitor()
                .post(other, Map.of("name", "Eve", "email", "eve@x.example", "password", PASSWORD))
                .status())
        .isEqualTo(410);
  }

  @Test
  void a_mistake_on_the_first_form_costs_neither_the_link_nor_what_was_typed() {
    var link = firstRunLink();
    var answer =
        house
            .visitor()
            .post(link, Map.of("name", "Ada", "email", "ada at home", "password", "short"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "value=\"Ada\"", "value=\"ada at home\"", "This is no e-mail address", "At least 12")
        .doesNotContain("value=\"short\"");
    assertThat(house.visitor().post(link, ada()).status()).isEqualTo(303);
  }

  @Test
  void ada_signs_in_and_out_and_comes_back_to_where_she_wanted_to_go() {
    house.visitor().post(firstRunLink(), ada());
    var ada = house.visitor();
    var turnedAway = ada.get("/journal?subject=person");
    assertThat(turnedAway.status()).isEqualTo(303);
    assertThat(turnedAway.header("Location"))
        .isEqualTo("/sign-in?next=%2Fjournal%3Fsubject%3Dperson");

    var in =
        ada.post(
            "/sign-in",
            Map.of(
                "email", "ADA@merchantrow.example",
                "password", PASSWORD,
                "next", "/journal?subject=person"));
    assertThat(in.header("Location")).isEqualTo("/journal?subject=person");
    assertThat(in.whole().headers().allValues("Set-Cookie"))
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
    assertThat(ada.get("/journal").status()).isEqualTo(200);

    assertThat(ada.post("/sign-out").status()).isEqualTo(303);
    assertThat(ada.get("/journal").status()).isEqualTo(303);
  }

  @Test
  void nobody_is_sent_to_another_site_after_signing_in() {
    house.visitor().post(firstRunLink(), ada());
    for (var next :
        new String[] {
          "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"
        }) {
      var in =
          house
              .visitor()
              .post(
                  "/sign-in",
                  Map.of("email", "ada@merchantrow.example", "password", PASSWORD, "next", next));
      assertThat(in.header("Location")).as(next).isEqualTo("/");
    }
  }

  @Test
  void the_cast_of_other_stories_is_as_signed_in_as_anybody() {
    assertThat(house.as("ada", "admin").get("/journal").status()).isEqualTo(200);
    assertThat(house.as("grace", "viewer").get("/api/v1/journal").status()).isEqualTo(200);
  }
}
