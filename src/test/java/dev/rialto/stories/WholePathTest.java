package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rialto.channels.MailServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole path in real time: a target dies, a real Prometheus notices, and the owners hear of it
 * by mail, on a phone and in a chat. What each part of it took is printed.
 */
@Tag("needs-prometheus")
class WholePathTest {
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final HttpSink chat = new HttpSink();
  private final TestHouse house;
  private final Visitor ada;

  WholePathTest() {
    mail.start();
    house =
        TestHouse.living(
            new MailServer(
                "127.0.0.1",
                mail.getSmtp().getPort(),
                MailServer.Tls.NONE,
                null,
                null,
                "rialto@merchantrow.example"));
    ada = house.as("ada", "admin");
  }

  @AfterEach
  void close() {
    house.close();
    chat.close();
    mail.stop();
  }

  @Test
  void a_target_dies_and_its_owners_hear_of_it_by_mail_phone_and_chat() throws Exception {
    try (var shop = new WatchedShop(house, aTeamOfThreeOwnsTheShop())) {
      shop.dies();
      var died = Instant.now();
      var mailed = when("a mail", () -> mailSaying("is down"), shop.prometheus());
      var rang = when("a push", () -> rung("grace", "is down"), shop.prometheus());
      var chatted = when("a post", () -> chatted("is down"), shop.prometheus());
      var received = stored("select min(received_at) from signal");
      var opened = stored("select min(opened_at) from alert");
      System.out.printf(
          Locale.ROOT,
          "WholePathTest: noticed by Prometheus and sent after %.1f s; from then on: alert %d ms,"
              + " mail %d ms, ntfy %d ms, Slack %d ms%n",
          Duration.between(died, received).toMillis() / 1e3,
          Duration.between(received, opened).toMillis(),
          Duration.between(received, mailed).toMillis(),
          Duration.between(received, rang).toMillis(),
          Duration.between(received, chatted).toMillis());

      assertThat(ada.postJson("/api/v1/alerts/1/acknowledgement", "").status()).isLessThan(300);
      when("grace hears who has it", () -> rung("grace", "Ada has it"), shop.prometheus());
      shop.isBack();
      when("a mail that it is over", () -> mailSaying("resolved"), shop.prometheus());
      assertThat(ada.get("/api/v1/alerts/1").json().get("state").asText()).isEqualTo("resolved");
    }
  }

  /** Ada by mail, Grace on her phone, Noor in the chat; the escalation rings all of them. */
  private String aTeamOfThreeOwnsTheShop() {
    house.as("grace", "member");
    house.as("noor", "member");
    house.giveMethod("ada", "email", "Mail", "ada@merchantrow.example");
    house.givePhone("grace", "grace");
    house.giveMethod("noor", "slack", "Shop channel", chat.url("/services/T0/B0/x").toString());
    ada.postJson("/api/v1/teams", Map.of("name", "Shop", "slug", "shop"));
    for (var name : List.of("ada", "grace", "noor")) {
      ada.putJson("/api/v1/teams/shop/members/" + Cast.id(house, name), Map.of());
    }
    ada.postJson("/api/v1/services", Map.of("name", "shop", "owner", "shop", "tier", 1));
    return ada.postJson("/api/v1/sources", Map.of("name", "Prometheus", "format", "prometheus"))
        .json()
        .get("token")
        .asText();
  }

  /** The moment at which it came, as near as looking often tells. */
  private static Instant when(String what, Supplier<Optional<?>> came, RealPeer peer) {
    try {
      Await.until(what + " came", () -> came.get().isPresent());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + peer.log(), e);
    }
    return Instant.now();
  }

  private Optional<?> mailSaying(String words) {
    return Arrays.stream(mail.getReceivedMessages())
        .map(GreenMailUtil::getWholeMessage)
        .filter(whole -> whole.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private Optional<?> rung(String name, String words) {
    return house.phone(name).rings().stream()
        .filter(ring -> (ring.title() + ring.text()).contains(words))
        .findFirst();
  }

  private Optional<?> chatted(String words) {
    return chat.received().stream().filter(post -> post.body().contains(words)).findFirst();
  }

  private Instant stored(String moment) {
    return house.db().read(tx -> tx.handle().createQuery(moment).mapTo(Instant.class).one());
  }
}
