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

  private Visitor.Answer tries(Visitor who, String password) {
    return who.post("/sign-in", Map.of("email", "ada@merchantrow.example", "password", password));
  }

  @Test
  void guessing_is_slowed_down_and_says_for_how_long_but_a_known_browser_still_gets_in() {
    var known = house.visitor();
    known.post(firstRunLink(), ada());
    known.post("/sign-out");

    var stranger = house.visitor();
    var first = tries(stranger, "not her password");
    assertThat(first.status()).isEqualTo(422);
    assertThat(first.body()).contains("That is not the password of this address. 4 more tries");
    for (int i = 0; i < 4; i++)
      assertThat(tries(stranger, "not her password " + i).status()).isEqualTo(422);
    var slow = tries(stranger, PASSWORD);
    assertThat(slow.status()).as("even the right one waits").isEqualTo(429);
    assertThat(slow.header("Retry-After")).isEqualTo("3");
    assertThat(slow.body()).contains("Try again in");

    assertThat(tries(known, PASSWORD).status())
        .as("the browser she came with before")
        .isEqualTo(303);
    house.clock.turn(Duration.ofSeconds(3));
    assertThat(tries(stranger, PASSWORD).status()).as("the pause has an end").isEqualTo(303);
  }

  @Test
  void tries_at_the_same_moment_are_all_counted() throws Exception {
    house.visitor().post(firstRunLink(), ada());
    var answers = new java.util.concurrent.ConcurrentHashMap<Integer, Integer>();
    try (var crowd = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        crowd.submit(
            () ->
                answers.merge(
                    tries(house.visitor(), "not her password").status(), 1, Integer::sum));
      }
    }
    assertThat(answers).containsEntry(422, 5).containsEntry(429, 7);
  }

  @Test
  void an_address_nobody_has_is_answered_like_one_somebody_has() {
    house.visitor().post(firstRunLink(), ada());
    var theirs = tries(house.visitor(), "not her password");
    var nobodys =
        house
            .visitor()
            .post("/sign-in", Map.of("email", "eve@x.example", "password", "not her password"));
    assertThat(nobodys.status()).isEqualTo(theirs.status());
    assertThat(nobodys.body().replace("eve@x.example", "ada@merchantrow.example"))
        .isEqualTo(theirs.body());
  }

  @Test
  void signing_out_everywhere_ends_every_session() {
    var laptop = house.visitor();
    laptop.post(firstRunLink(), ada());
    var phone = house.visitor();
    tries(phone, PASSWORD);
    assertThat(phone.get("/me/sessions").body()).contains("One other browser is signed in as you");

    assertThat(laptop.post("/sign-out-everywhere").status()).isEqualTo(303);
    assertThat(laptop.get("/me").status()).isEqualTo(303);
    assertThat(phone.get("/me").status()).isEqualTo(303);
  }

  @Test
  void a_new_password_ends_every_other_session_and_needs_the_old_one() {
    var laptop = house.visitor();
    laptop.post(firstRunLink(), ada());
    var phone = house.visitor();
    tries(phone, PASSWORD);
    var wrong =
        laptop.post(
            "/me/password",
            Map.of("password", "a guess", "new_password", "five new words do better"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("That is not your password now");
    var changed =
        laptop.post(
            "/me/password",
            Map.of("password", PASSWORD, "new_password", "five new words do better"));
    assertThat(changed.status()).isEqualTo(303);
    assertThat(laptop.get("/me").status()).isEqualTo(200);
    assertThat(phone.get("/me").status()).isEqualTo(303);
    assertThat(tries(house.visitor(), PASSWORD).status()).isEqualTo(422);
    assertThat(tries(house.visitor(), "five new words do better").status()).isEqualTo(303);
  }

  @Test
  void a_session_slides_while_it_is_used_and_ends_when_it_is_not() {
    var ada = house.as("ada", "admin");
    for (int day = 0; day < 80; day += 10) {
      house.clock.turn(Duration.ofDays(10));
      assertThat(ada.get("/me").status()).as("day %d", day).isEqualTo(200);
    }
    house.clock.turn(Duration.ofDays(11));
    assertThat(ada.get("/me").status()).as("never longer than ninety days").isEqualTo(303);

    var grace = house.as("grace", "member");
    house.clock.turn(Duration.ofDays(14));
    assertThat(grace.get("/me").status()).as("two idle weeks").isEqualTo(303);
  }

  @Test
  void signing_in_changes_the_key_so_that_a_planted_one_is_worthless() {
    house.visitor().post(firstRunLink(), ada());
    var browser = house.visitor();
    var first = cookie(tries(browser, PASSWORD));
    var second = cookie(tries(browser, PASSWORD));
    assertThat(second).isNotEqualTo(first);
    assertThat(house.visitor().with("Cookie", first).get("/me").status()).isEqualTo(303);
    assertThat(house.visitor().with("Cookie", second).get("/me").status()).isEqualTo(200);
  }

  private static String cookie(Visitor.Answer answer) {
    return answer.whole().headers().allValues("Set-Cookie").stream()
        .filter(c -> c.startsWith("rialto="))
        .findFirst()
        .orElseThrow()
        .replaceFirst(";.*", "");
  }
}
