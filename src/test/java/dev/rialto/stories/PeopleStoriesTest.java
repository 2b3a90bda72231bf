package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is here, who may what, and who comes next. */
class PeopleStoriesTest {
  private static final String PASSWORD = "four words do well";
  private static final Pattern LINK = Pattern.compile("value=\"http://localhost:\\d+(/[^\"]+)\"");

  private final TestHouse house = new TestHouse();

  @AfterEach
  void close() {
    house.close();
  }

  static String link(String html) {
    var matcher = LINK.matcher(html);
    assertThat(matcher.find()).as(html).isTrue();
    return matcher.group(1);
  }

  private static long id(Visitor who) {
    return who.get("/api/v1/session").json().get("id").asLong();
  }

  private static Map<String, String> invitation(String email, String role) {
    return Map.of("email", email, "name", "", "role", role, "deliver", "link");
  }

  @Test
  void ada_invites_grace_by_a_link_she_hands_over() {
    var ada = house.as("ada", "admin");
    var made = ada.post("/people/invitations", invitation("grace@merchantrow.example", "member"));
    assertThat(made.status()).isEqualTo(201);
    var link = link(made.body());
    assertThat(ada.get("/people").body())
        .contains("grace@<wbr>merchantrow.example")
        .doesNotContain(link);

    var grace = house.visitor();
    assertThat(grace.get(link).body()).contains("You will sign in as grace@merchantrow.example");
    assertThat(grace.get(link).status()).as("looking does not use it up").isEqualTo(200);
    var tooShort = grace.post(link, Map.of("name", "Grace", "password", "short"));
    assertThat(tooShort.status()).isEqualTo(422);
    assertThat(tooShort.body()).contains("value=\"Grace\"");

    assertThat(grace.post(link, Map.of("name", "Grace", "password", PASSWORD)).status())
        .isEqualTo(303);
    assertThat(grace.get("/api/v1/session").json().get("role").asText()).isEqualTo("member");
    assertThat(house.visitor().post(link, Map.of("name", "Eve", "password", PASSWORD)).status())
        .isEqualTo(410);
  }

  @Test
  void an_invitation_ends_when_it_is_withdrawn_replaced_or_a_week_old() {
    var ada = house.as("ada", "admin");
    var first = link(ada.post("/people/invitations", invitation("g@x.example", "member")).body());
    var second = link(ada.post("/people/invitations", invitation("G@x.example", "viewer")).body());
    assertThat(house.visitor().get(first).status()).as("replaced").isEqualTo(410);
    assertThat(house.visitor().get(second).status()).isEqualTo(200);

    long id = ada.get("/api/v1/invitations").json().at("/items/0/id").asLong();
    assertThat(ada.delete("/api/v1/invitations/" + id).status()).isEqualTo(204);
    assertThat(house.visitor().get(second).status()).as("withdrawn").isEqualTo(410);

    var third = link(ada.post("/people/invitations", invitation("g@x.example", "member")).body());
    house.fastForward(Duration.ofDays(7).plusSeconds(1));
    assertThat(house.visitor().get(third).status()).as("too old").isEqualTo(410);
  }

  @Test
  void without_mail_an_administrator_hands_over_a_reset_link_that_signs_out_everywhere() {
    var ada = house.as("ada", "admin");
    var grace = house.as("grace", "member");
    assertThat(house.visitor().get("/forgot").body()).contains("Ask an administrator");
    assertThat(grace.post("/people/" + id(grace) + "/reset-link").status()).isEqualTo(403);

    assertThat(ada.get("/people/" + id(grace)).body())
        .contains(
            "data-confirm=\"End the access of Grace? They are signed out everywhere at once.\"");
    var link = link(ada.post("/people/" + id(grace) + "/reset-link").body());
    var newBrowser = house.visitor();
    assertThat(newBrowser.get(link).status()).isEqualTo(200);
    assertThat(grace.get("/me").status()).as("looking changes nothing").isEqualTo(200);
    assertThat(newBrowser.post(link, Map.of("password", PASSWORD)).status()).isEqualTo(303);
    assertThat(newBrowser.get("/me").status()).isEqualTo(200);
    assertThat(grace.get("/me").status()).as("the old session is over").isEqualTo(303);
    assertThat(house.visitor().get(link).status()).isEqualTo(410);
    var in =
        house
            .visitor()
            .post("/sign-in", Map.of("email", "grace@merchantrow.example", "password", PASSWORD));
    assertThat(in.status()).isEqualTo(303);
  }

  @Test
  void the_last_administrator_stays_one() {
    var ada = house.as("ada", "admin");
    var path = "/api/v1/people/" + id(ada);
    assertThat(ada.patchJson(path, Map.of("role", "member", "version", 1)).status()).isEqualTo(409);
    assertThat(ada.patchJson(path, Map.of("active", false, "version", 1)).status()).isEqualTo(409);
    var form =
        ada.post(
            "/people/" + id(ada),
            Map.of("name", "Ada", "role", "viewer", "active", "true", "version", "1"));
    assertThat(form.status()).isEqualTo(409);
    assertThat(form.body())
        .contains("is the last administrator", "<option value=\"viewer\" selected>");

    house.as("grace", "admin");
    assertThat(ada.patchJson(path, Map.of("role", "member", "version", 1)).status()).isEqualTo(200);
    assertThat(ada.get("/api/v1/invitations").status())
        .as("no administrator any more")
        .isEqualTo(403);
  }

  @Test
  void of_two_changes_to_one_person_the_later_one_has_to_look_again() {
    var ada = house.as("ada", "admin");
    var grace = house.as("grace", "member");
    var path = "/api/v1/people/" + id(grace);
    assertThat(
            grace
                .patchJson(path, Map.of("name", "Grace H.", "version", 1))
                .json()
                .get("version")
                .asInt())
        .isEqualTo(2);
    assertThat(ada.patchJson(path, Map.of("role", "viewer", "version", 1)).status()).isEqualTo(409);
    var form = grace.post("/me", Map.of("name", "Gracie", "zone", "Asia/Tokyo", "version", "1"));
    assertThat(form.status()).isEqualTo(409);
    assertThat(form.body())
        .contains("changed by somebody else", "value=\"Gracie\"", "name=\"version\" value=\"2\"");
    assertThat(grace.patchJson(path, Map.of("name", "Grace")).status())
        .as("no version")
        .isEqualTo(422);
  }

  @Test
  void roles_are_kept_to() {
    var ada = house.as("ada", "admin");
    var grace = house.as("grace", "member");
    var yuki = house.as("yuki", "viewer");
    for (var other : new Visitor[] {grace, yuki}) {
      var own = "/api/v1/people/" + id(other);
      assertThat(other.patchJson(own, Map.of("role", "admin", "version", 1)).status())
          .isEqualTo(403);
      assertThat(
              other
                  .patchJson("/api/v1/people/" + id(ada), Map.of("name", "X", "version", 1))
                  .status())
          .isEqualTo(403);
      assertThat(other.get("/api/v1/people/" + id(ada) + "/contact-methods").status())
          .isEqualTo(403);
      assertThat(other.postJson("/api/v1/invitations", Map.of("email", "e@x.example")).status())
          .isEqualTo(403);
      assertThat(other.post("/people/" + id(ada), Map.of()).status()).isEqualTo(403);
      assertThat(other.get("/people").body()).doesNotContain("Invite somebody");
    }
    assertThat(
            yuki.patchJson("/api/v1/people/" + id(yuki), Map.of("zone", "Asia/Tokyo", "version", 1))
                .status())
        .isEqualTo(200);
  }

  @Test
  void whoever_has_left_is_out_at_once_and_stays_in_the_list() {
    var ada = house.as("ada", "admin");
    var grace = house.as("grace", "member");
    var token =
        grace
            .postJson("/api/v1/tokens", Map.of("name", "ci", "scopes", new String[] {"read"}))
            .json()
            .get("token")
            .asText();
    assertThat(house.visitor().withToken(token).get("/api/v1/people").status()).isEqualTo(200);

    var graceId = id(grace);
    assertThat(
            ada.patchJson("/api/v1/people/" + graceId, Map.of("active", false, "version", 1))
                .status())
        .isEqualTo(200);
    assertThat(grace.get("/me").status()).isEqualTo(303);
    assertThat(house.visitor().withToken(token).get("/api/v1/people").status()).isEqualTo(401);
    assertThat(ada.get("/people").body()).contains("Grace", "Left");
    assertThat(ada.post("/people/" + graceId + "/reset-link").status()).isEqualTo(409);
  }

  @Test
  void hostile_names_are_shown_as_text_or_refused() {
    var ada = house.as("ada", "admin");
    var path = "/api/v1/people/" + id(ada);
    int version = 1;
    for (var name :
        new String[] {
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "أحمد",
          "👩‍💻 Ada",
          "{{7*7}}"
        }) {
      assertThat(ada.patchJson(path, Map.of("name", name, "version", version)).status())
          .isEqualTo(200);
      version++;
      for (var page :
          new String[] {"/people", "/me", "/people/" + id(ada), "/me/tokens", "/me/sessions"}) {
        var body = ada.get(page).body();
        assertThat(body).as(page).doesNotContain("<script>alert(1)", "<img src=x");
      }
    }
    for (var name :
        new String[] {
          "A\u0000da",
          "Ada\u202Egnp.exe",
          "Ada\r\nBcc: eve@x.example",
          "\u0007",
          "   ",
          "a".repeat(121)
        }) {
      assertThat(ada.patchJson(path, Map.of("name", name, "version", version)).status())
          .as(name)
          .isEqualTo(422);
    }
    assertThat(ada.get("/people?q=%00%27%22%3C").status()).isEqualTo(200);
    assertThat(ada.get("/people?q=&page=99999999999999").status()).isEqualTo(200);
    assertThat(ada.get("/people/99999999999999999999").status()).isEqualTo(404);
    var strange =
        house.visitor().post("/sign-in", Map.of("email", "a\u0000@x", "password", "\u0000"));
    assertThat(strange.status()).isEqualTo(422);
  }

  @Test
  void every_change_is_in_the_journal_and_no_secret_is() {
    var ada = house.as("ada", "admin");
    var adaId = id(ada);
    ada.patchJson("/api/v1/people/" + adaId, Map.of("name", "Ada L.", "version", 1));
    var invited = link(ada.post("/people/invitations", invitation("g@x.example", "member")).body());
    house.visitor().post(invited, Map.of("name", "Grace", "password", PASSWORD));
    var token =
        ada.postJson("/api/v1/tokens", Map.of("name", "ci", "scopes", new String[] {"read"}))
            .json()
            .get("token")
            .asText();
    var slack = "https://hooks.slack.com/services/T000/B000/verysecretQ7xZ";
    ada.postJson(
        "/api/v1/people/" + adaId + "/contact-methods", Map.of("kind", "slack", "address", slack));
    ada.postJson(
        "/api/v1/people/" + adaId + "/contact-methods",
        Map.of(
            "kind",
            "webhook",
            "address",
            "https://x.example/hook",
            "secret",
            "a-signing-secret-of-ours"));

    var journal = ada.get("/api/v1/journal?limit=100").body();
    assertThat(journal)
        .contains(
            "person.changed",
            "Ada L.",
            "invitation.made",
            "person.joined",
            "session.opened",
            "token.made",
            "contact_method.added",
            "\"changed\"")
        .doesNotContain(
            token,
            token.substring(8),
            "verysecret",
            "a-signing-secret-of-ours",
            PASSWORD,
            invited.substring(invited.lastIndexOf('/') + 1),
            "argon2");
    var methods = ada.get("/api/v1/people/" + adaId + "/contact-methods").body();
    assertThat(methods)
        .contains("hooks.slack.com/…Q7xZ")
        .doesNotContain("verysecret", "a-signing-secret");
    assertThat(ada.get("/me").body()).doesNotContain("verysecret", "a-signing-secret");
    var raw =
        house
            .db()
            .read(
                tx ->
                    tx.handle()
                        .createQuery(
                            "select string_agg(encode(secret, 'escape'), '') from contact_method")
                        .mapTo(String.class)
                        .one());
    assertThat(raw).as("sealed in the database").doesNotContain("verysecret", "signing-secret");
  }
}
