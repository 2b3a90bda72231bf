package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What Merchant Row says about its services: needs, answers, people, and descriptors not yet
 * applied.
 */
final class CompanyCatalog {
  private static final String DESCRIPTORS =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: receipts
        description: Writes and keeps every receipt
        links: [{url: https://grafana.merchantrow.example/d/receipts, title: Receipts, icon: dashboard}]
      spec: {type: service, lifecycle: production, owner: paper-crew, dependsOn: ['resource:receipt-store', 'component:printer']}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: printer, description: Prints}
      spec: {type: service, lifecycle: experimental, owner: paper-crew}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata: {name: receipt-store}
      spec: {type: database, owner: paper-crew}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Group
      metadata: {name: paper-crew}
      spec: {type: team, profile: {displayName: Paper Crew}, children: []}
      """;

  private static final String TORN =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: printer}
      spec: {type: service, owner: nobody-knows, dependsOn: ['component:ink']}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: [half, a, name
      """;

  private final TestHouse house;
  private final Visitor ada;

  CompanyCatalog(TestHouse house, Visitor ada) {
    this.house = house;
    this.ada = ada;
  }

  void describe() {
    ok(
        ada.patchJson(
            "/api/v1/capabilities/customers-can-pay",
            Map.of(
                "description", "A customer pays by card or voucher and sees “Thank you” at once.",
                "owner", "checkout",
                "owner_person", "mirela@merchantrow.example",
                "version", 1)));
    ok(
        ada.patchJson(
            "/api/v1/services/payments",
            Map.of(
                "service_owner", "mirela@merchantrow.example",
                "dev_contact", "ada@merchantrow.example",
                "ops_contact", "yuki@merchantrow.example",
                "description", "Takes the customer’s money and tells checkout so.",
                "repositories",
                    List.of(
                        Map.of("url", "https://git.merchantrow.example/payments"),
                        Map.of(
                            "url",
                            "https://git.merchantrow.example/infra",
                            "kind",
                            "infrastructure")),
                "links",
                    List.of(
                        link("Payments", "d/pay", "dashboard"),
                        link("Log lines", "logs/pay", "logs"),
                        link("Slow calls", "traces/pay", "traces")),
                "version", 1)));
    needs("payments", "fraud-check", "hard");
    needs("payments", "mail", "soft");
    needs("checkout", "payments", "hard");
    needs("checkout", "catalogue", "hard");
    needs("search", "catalogue", "hard");
    answer("where_it_runs", "Kubernetes `shop-eu`, namespace `pay`, 6 pods in 2 regions");
    answer(
        "how_it_gets_there",
        "Actions, then Argo CD from [infra](https://git.merchantrow.example/infra), one region at a time");
    answer("what_breaks", "- the card provider is slow\n- the connection pool is empty at peaks");
    for (var skill : List.of("PostgreSQL", "Kubernetes", Company.HOSTILE.substring(0, 20))) {
      ok(
          ada.putJson(
              "/api/v1/people/" + Cast.id(house, "ada") + "/skills/" + encoded(skill),
              Map.of("teaches", !skill.equals("Kubernetes"))));
    }
    ok(
        ada.putJson(
            "/api/v1/teams/checkout/members/" + Cast.id(house, "grace"),
            Map.of("roles", List.of("product_owner", "developer"))));
    var sent =
        ada.send(
            "POST",
            "/api/v1/imports?source=paper.yaml",
            "application/yaml",
            DESCRIPTORS.getBytes(StandardCharsets.UTF_8));
    assertThat(sent.status()).as(sent.body()).isEqualTo(202);
    var torn =
        ada.send(
            "POST",
            "/api/v1/imports?source=torn.yaml",
            "application/yaml",
            TORN.getBytes(StandardCharsets.UTF_8));
    assertThat(torn.status()).as(torn.body()).isEqualTo(202);
    house.settle();
  }

  private static Map<String, String> link(String title, String path, String type) {
    return Map.of(
        "title", title, "url", "https://grafana.merchantrow.example/" + path, "type", type);
  }

  private void needs(String service, String needed, String kind) {
    ok(
        ada.putJson(
            "/api/v1/services/" + service + "/dependencies/" + needed, Map.of("kind", kind)));
  }

  private void answer(String question, String body) {
    ok(
        ada.putJson(
            "/api/v1/services/payments/answers/" + question, Map.of("body", body, "version", 0)));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void ok(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
