package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rialto.channels.MailServer;
import dev.rialto.platform.Json;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers hear of it by mail and webhook: only if they asked twice, and not once longer. */
class SubscriptionStoriesTest {
  private static final Pattern LINK =
      Pattern.compile("http://localhost:\\d+(/status/subscriptions/[-_A-Za-z0-9]{43})");

  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final HttpSink hook = new HttpSink();
  private final TestHouse house;
  private final Visitor ada;

  SubscriptionStoriesTest() {
    mail.start();
    house =
        new TestHouse(
            Optional.of(
                new MailServer(
                    "127.0.0.1",
                    mail.getSmtp().getPort(),
                    MailServer.Tls.NONE,
                    null,
                    null,
                    "rialto@merchantrow.example")));
    ada = house.as("ada", "admin");
  }

  @BeforeEach
  void an_open_page_with_two_things_on_it() {
    for (var each : List.of("pay", "find")) {
      ada.postJson("/api/v1/services", Map.of("name", each + "-svc"));
      ok(
          ada.postJson(
              "/api/v1/status/components",
              Map.of("name", "You can " + each, "kind", "service", "target", each + "-svc")));
    }
    ok(
        ada.putJson(
            "/api/v1/status/settings",
            Map.of("open", true, "title", "Merchant Row status", "version", 1)));
  }

  @AfterEach
  void close() {
    house.close();
    hook.close();
    mail.stop();
  }

  private static Visitor.Answer ok(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer;
  }

  private Visitor.Answer asks(String kind, String address, String component) {
    house.fastForward(Duration.ofMinutes(3));
    return house
        .visitor()
        .post(
            "/status/subscriptions",
            Map.of("kind", kind, "address", address, "component", component));
  }

  private String link(String text) {
    var matcher = LINK.matcher(text.replace("=\r\n", "").replace("=3D", "="));
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private List<String> mailsTo(String address) throws Exception {
    house.settle();
    return Arrays.stream(mail.getReceivedMessages())
        .filter(m -> to(m).equals(address))
        .map(GreenMailUtil::getWholeMessage)
        .map(text -> text.replace("=\r\n", "").replace("=3D", "="))
        .toList();
  }

  private static String to(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (jakarta.mail.MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private long tells(String title, String service, String text) {
    long id = new Outages(house, ada).declare(title, 2, service);
    says(id, text);
    return id;
  }

  private void says(long id, String text) {
    ok(ada.postJson("/api/v1/incidents/" + id + "/notes", Map.of("text", text, "told", "public")));
    house.settle();
  }

  @Test
  void nobody_is_written_to_before_they_confirm_from_their_own_mail() throws Exception {
    var asked = asks("email", "Zoe@example.org", "1");
    assertThat(asked.body()).contains("Look into your mail");
    var first = mailsTo("zoe@example.org");
    assertThat(first).hasSize(1);
    assertThat(first.getFirst()).contains("please confirm");
    tells("internal", "pay-svc", "Cards fail.");
    assertThat(mailsTo("zoe@example.org")).hasSize(1);

    var link = link(first.getFirst());
    var looked = house.visitor().get(link);
    assertThat(looked.body())
        .contains("Do you want to hear of it?", "z…@example.org", "You can pay");
    tells("internal", "pay-svc", "Cards fail again.");
    assertThat(mailsTo("zoe@example.org")).as("a link alone confirms nothing").hasSize(1);
    assertThat(house.visitor().post(link + "/confirmation").status()).isEqualTo(303);
    assertThat(house.visitor().get(link).body()).contains("You hear of it when it changes");

    long id = tells("internal", "pay-svc", "Cards fail a third time.");
    var letters = mailsTo("zoe@example.org");
    assertThat(letters).hasSize(2);
    assertThat(letters.getLast())
        .contains(
            "Subject: Merchant Row status: You can pay",
            "Cards fail a third time.",
            "List-Unsubscribe: <" + house.base() + link + "/removal>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "To hear no more",
            "Open the status page",
            "/status/incidents/" + id)
        .doesNotContain("internal", "Ada", "Open in Rialto");

    tells("internal", "find-svc", "Search is slow.");
    assertThat(mailsTo("zoe@example.org")).as("they follow only paying").hasSize(2);
    var find =
        Pattern.compile("value=\"(\\d+)\"[^>]*> <[^>]*>You can find")
            .matcher(house.visitor().get(link).body());
    assertThat(find.find()).isTrue();
    var chosen = house.visitor().post(link + "/components", Map.of("component", find.group(1)));
    assertThat(chosen.status()).isEqualTo(303);
    tells("internal", "find-svc", "Search is down.");
    assertThat(mailsTo("zoe@example.org").getLast()).contains("Search is down.");
    assertThat(house.visitor().post(link + "/components").status()).isEqualTo(303);
    assertThat(house.visitor().get(link).body()).contains(": everything");
    new Outages(house, ada).resolve(id);
    house.settle();
    assertThat(mailsTo("zoe@example.org").getLast()).contains("it is over");
  }

  @Test
  void one_click_in_a_mail_program_ends_it_and_forgets_the_address() throws Exception {
    asks("email", "zoe@example.org", "");
    var link = link(mailsTo("zoe@example.org").getFirst());
    house.visitor().post(link + "/confirmation");
    assertThat(house.visitor().get(link + "/removal").body())
        .contains("You hear of it when it changes", "Unsubscribe");

    var mailProgram =
        house.visitor().with("Origin", "https://mail.example").with("Sec-Fetch-Site", "cross-site");
    var ended = mailProgram.post(link + "/removal", Map.of("List-Unsubscribe", "One-Click"));
    assertThat(ended.status()).isEqualTo(200);
    assertThat(mailProgram.post(link + "/removal").status()).isEqualTo(200);
    assertThat(house.visitor().get(link).status()).isEqualTo(410);
    assertThat(house.visitor().post("/status/subscriptions/guess/removal").status()).isEqualTo(200);
    assertThat(house.visitor().post("/status/subscriptions/guess/confirmation").status())
        .isEqualTo(410);
    tells("internal", "pay-svc", "Cards fail.");
    assertThat(mailsTo("zoe@example.org")).hasSize(1);
    assertThat(ada.get("/api/v1/status/subscriptions").json().get("items")).isEmpty();
  }

  @Test
  void what_is_answered_does_not_tell_who_is_known_and_nobody_is_flooded() throws Exception {
    var first = asks("email", "zoe@example.org", "").body();
    var again = asks("email", "ZOE@example.org", "").body();
    assertThat(again).isEqualTo(first);
    assertThat(mailsTo("zoe@example.org")).hasSize(1);
    house.fastForward(Duration.ofHours(2));
    asks("email", "zoe@example.org", "");
    assertThat(mailsTo("zoe@example.org")).hasSize(2);
    house.fastForward(Duration.ofDays(3));
    asks("email", "other@example.org", "");
    assertThat(ada.get("/api/v1/status/subscriptions").json().get("items"))
        .as("whoever never confirmed is forgotten")
        .hasSize(1);

    var wrong = asks("email", "no address", "");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"no address\"", "Type a mail address");
    house.fastForward(Duration.ofMinutes(20));
    int refused = 0;
    for (int i = 0; i < 7; i++) {
      var answer =
          house
              .visitor()
              .post(
                  "/status/subscriptions", Map.of("kind", "email", "address", i + "@example.org"));
      if (answer.status() == 429) refused++;
    }
    assertThat(refused).isEqualTo(2);
  }

  @Test
  void a_webhook_hears_signed_messages_once_its_owner_confirmed() throws Exception {
    var refused = asks("webhook", "http://10.0.0.1/hook", "");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("cannot be used");

    var asked = asks("webhook", hook.url("/hook-77").toString(), "");
    assertThat(asked.body()).contains("The secret that messages are signed with");
    house.settle();
    assertThat(hook.received()).hasSize(1);
    var first = hook.received().getFirst();
    assertThat(first.header("X-Rialto-Signature")).startsWith("t=");
    var json = Json.tree(first.body());
    assertThat(json.get("kind").asText()).isEqualTo("status");
    house.visitor().post(URI.create(json.get("link").asText()).getPath() + "/confirmation");

    hook.fails(503);
    tells("internal", "pay-svc", "Cards fail.");
    assertThat(hook.received()).hasSize(2);
    assertThat(ada.get("/status/settings").body())
        .contains("Fails", "503")
        .doesNotContain("hook-77");
    hook.works();
    house.fastForward(Duration.ofMinutes(1));
    assertThat(hook.received()).hasSize(3);
    assertThat(hook.received().getLast().isRepeat()).isTrue();
    assertThat(hook.received().getLast().header("Idempotency-Key"))
        .isEqualTo(hook.received().get(1).header("Idempotency-Key"));
    assertThat(ada.get("/status/settings").body()).contains("Confirmed");
    house.fastForward(Duration.ofDays(1));
    assertThat(hook.received()).hasSize(3);

    ok(ada.get("/api/v1/status/subscriptions"));
    assertThat(ada.delete("/api/v1/status/subscriptions/1").status()).isEqualTo(204);
    assertThat(ada.delete("/api/v1/status/subscriptions/1").status()).isEqualTo(404);
    tells("internal", "pay-svc", "Cards fail again.");
    assertThat(hook.received()).hasSize(3);
  }

  @Test
  void while_the_page_is_closed_nobody_hears_anything() throws Exception {
    ok(ada.postJson("/api/v1/status/subscriptions", Map.of("address", "zoe@example.org")));
    var link = link(mailsTo("zoe@example.org").getFirst());
    house.visitor().post(link + "/confirmation");
    ok(ada.putJson("/api/v1/status/settings", Map.of("open", false, "version", 2)));
    tells("internal", "pay-svc", "Cards fail.");
    assertThat(mailsTo("zoe@example.org")).hasSize(1);
    assertThat(house.visitor().post(link + "/removal").status()).isEqualTo(200);
  }
}
