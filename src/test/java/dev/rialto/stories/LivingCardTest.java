package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.channels.MailServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In a house that runs by itself an incident is a card within ten seconds, with nothing typed. */
class LivingCardTest {
  private static final Duration PROMISED = Duration.ofSeconds(10);

  @Test
  void an_incident_is_a_card_within_ten_seconds_and_done_with_it() {
    var noMail =
        new MailServer(
            "127.0.0.1",
            RealPeer.freePort(),
            MailServer.Tls.NONE,
            null,
            null,
            "rialto@merchantrow.example");
    try (var house = TestHouse.living(noMail)) {
      var ada = house.as("ada", "member");
      ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
      ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
      var outages = new Outages(house, ada);

      var declared = Instant.now();
      long incident = outages.declare("Customers cannot pay", 1, "payments");
      Await.until("a card for the incident", () -> state(ada).equals("in_progress"));
      var carded = Duration.between(declared, Instant.now());

      outages.resolve(incident);
      var resolved = Instant.now();
      Await.until("the card to be done", () -> state(ada).equals("verified"));
      var done = Duration.between(resolved, Instant.now());

      System.out.printf(
          "An incident was a card after %d ms, and done %d ms after it.%n",
          carded.toMillis(), done.toMillis());
      assertThat(carded).isLessThan(PROMISED);
      assertThat(done).isLessThan(PROMISED);
    }
  }

  private static String state(Visitor ada) {
    return ada.get("/api/v1/items?q=cannot").json().at("/items/0/state").asText();
  }
}
