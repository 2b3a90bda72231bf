package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Json;
import java.net.URI;
import java.util.Map;

/** What Merchant Row shows beyond its desks: a screen in the corridor, and a page for customers. */
final class CompanyOutside {
  private final TestHouse house;
  private final Visitor ada;

  CompanyOutside(TestHouse house, Visitor ada) {
    this.house = house;
    this.ada = ada;
  }

  void show(Map<String, String> examples) {
    var link = done(ada.postJson("/api/v1/kiosk-links", Map.of("label", "Corridor")));
    var path = URI.create(link.json().get("link").asText()).getPath();
    house.visitor().get(path);
    done(
        ada.postJson(
            "/api/v1/kiosk-links", Map.of("label", Company.HOSTILE, "zone", "Asia/Tokyo")));
    ada.delete("/api/v1/kiosk-links/2");
    examples.put("/wall/kiosk/{key}", path);

    publish("Pay", "By card, by transfer or in the shop", "customers-can-pay");
    publish("Find things", "", "customers-find-things");
    publish(Company.HOSTILE, "", "customers-hear-from-us");
    done(
        ada.putJson(
            "/api/v1/status/settings",
            Map.of(
                "open",
                true,
                "title",
                "Merchant Row status",
                "intro",
                "We sell books, and tell you here when something keeps us from it.",
                "version",
                1)));
    var asked =
        house
            .visitor()
            .post(
                "/status/subscriptions",
                Map.of("kind", "webhook", "address", house.phoneAddress("customer")));
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    house.settle();
    var told = Json.tree(house.phone("customer").rings().getFirst().text());
    var subscription = URI.create(told.get("link").asText()).getPath();
    examples.put("/status/subscriptions/{key}", subscription);
    examples.put("/status/subscriptions/{key}/removal", subscription + "/removal");
    examples.put("/status/incidents/{id}", "/status/incidents/1");
    examples.put("/status/components/{id}", "/status/components/3");
  }

  private void publish(String name, String description, String capability) {
    done(
        ada.postJson(
            "/api/v1/status/components",
            Map.of("name", name, "description", description, "target", capability)));
  }

  private static Visitor.Answer done(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer;
  }
}
