package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Descriptors come in: looked at first, applied whole, and the same again changes nothing. */
class ImportStoriesTest {
  /** The shapes of real catalogs: several documents, short and long references, both directions. */
  static final String BOOKSHOP =
      """
      # the whole shop in one file
      apiVersion: backstage.io/v1alpha1
      kind: Domain
      metadata:
        name: selling
        title: Customers can buy
        description: Everything between the basket and the receipt
      spec:
        owner: user:ifeoma.obi
      ---
      apiVersion: backstage.io/v1alpha1
      kind: System
      metadata:
        name: till
        title: Customers can pay
      spec:
        owner: till-crew
        domain: selling
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: card-gate
        description: Takes cards
        annotations:
          backstage.io/source-location: url:https://git.example/card-gate/
          github.com/project-slug: bookshop/card-gate
        tags: [java, money]
        links:
          - url: https://grafana.example/d/card
            title: Numbers
            icon: dashboard
          - url: https://logs.example/card
            title: Log lines
            type: logs
      spec:
        type: service
        lifecycle: production
        owner: till-crew
        system: till
        providesApis: [card-api]
        dependsOn:
          - resource:card-db
          - 'component:default/ledger'
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: ledger, description: Books every sale}
      spec: {type: service, lifecycle: experimental, owner: 'group:default/till-crew', system: till}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: shop-front
        namespace: web
      spec:
        type: website
        lifecycle: production
        owner: default/till-crew
        consumesApis:
          - default/card-api
      ---
      apiVersion: backstage.io/v1alpha1
      kind: API
      metadata:
        name: card-api
      spec:
        type: openapi
        lifecycle: production
        owner: till-crew
        definition: |
          openapi: "3.0.0"
          info: {title: Cards}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata:
        name: card-db
      spec:
        type: database
        owner: till-crew
        system: till
        dependencyOf: ['component:shop-front-cache']
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: shop-front-cache
      spec: {type: service, lifecycle: production, owner: 'user:emil'}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Group
      metadata:
        name: bookshop
      spec:
        type: organization
        children: [till-crew]
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Group
      metadata:
        name: till-crew
        description: They keep the till open
      spec:
        type: team
        profile:
          displayName: Till Crew
          email: till@bookshop.example
        children: []
        members: [emil]
      ---
      apiVersion: backstage.io/v1alpha1
      kind: User
      metadata:
        name: ifeoma.obi
      spec:
        profile:
          displayName: Ifeoma Obi
          email: ifeoma@bookshop.example
        memberOf: [till-crew]
      ---
      apiVersion: backstage.io/v1alpha1
      kind: User
      metadata:
        name: emil
      spec:
        profile: {}
        memberOf: []
      ---
      apiVersion: scaffolder.backstage.io/v1beta3
      kind: Template
      metadata:
        name: new-service
      spec: {type: service}
      ---
      """;

  private TestHouse house;
  private Visitor root;

  @BeforeEach
  void open() {
    house = new TestHouse();
    root = house.as("root", "admin");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_catalog_is_looked_at_first_and_then_applied_whole() {
    var plan = look(BOOKSHOP);
    assertThat(plan.get("state").asText()).as(plan.toString()).isEqualTo("planned");
    assertThat(plan.at("/counts/added").asInt()).isEqualTo(12);
    assertThat(plan.at("/counts/ignored").asInt()).isEqualTo(1);
    assertThat(root.get("/api/v1/services").json().get("items")).as("nothing yet").isEmpty();
    assertThat(root.get("/imports/" + plan.get("id").asLong()).body())
        .contains("12 would come")
        .contains("component:default/card-gate")
        .contains("has no e-mail address")
        .contains("Apply it");

    assertThat(apply(plan).get("state").asText()).isEqualTo("applied");

    var gate = root.get("/api/v1/services/card-gate").json();
    assertThat(gate.get("owner").asText()).isEqualTo("till-crew");
    assertThat(gate.get("owner_name").asText()).isEqualTo("Till Crew");
    assertThat(gate.get("capability").asText()).isEqualTo("Customers can pay");
    assertThat(gate.get("kind").asText()).isEqualTo("service");
    assertThat(gate.get("repositories")).hasSize(2);
    assertThat(gate.at("/links/0/type").asText()).isEqualTo("dashboard");
    assertThat(gate.at("/links/1/type").asText()).isEqualTo("logs");
    assertThat(gate.get("origin").asText())
        .isEqualTo("component:default/card-gate in catalog-info.yaml");
    assertThat(root.get("/api/v1/services/ledger").json().get("tier").asInt()).isEqualTo(4);
    assertThat(root.get("/api/v1/services/card-db").json().get("kind").asText())
        .isEqualTo("database");
    assertThat(
            root.get("/api/v1/services/shop-front-cache").json().get("service_owner_name").asText())
        .isEqualTo("emil");

    var needs = root.get("/api/v1/services/card-gate/dependencies").json();
    assertThat(names(needs.get("needs"))).containsExactlyInAnyOrder("card-db", "ledger");
    assertThat(names(needs.get("needed_by"))).containsExactly("shop-front");
    assertThat(needs.at("/needed_by/0/kind").asText()).isEqualTo("soft");
    assertThat(names(root.get("/api/v1/services/card-db/dependencies").json().get("needed_by")))
        .containsExactlyInAnyOrder("card-gate", "shop-front-cache");

    var pay = root.get("/api/v1/capabilities/till").json();
    assertThat(pay.get("part_of").asText()).isEqualTo("selling");
    assertThat(root.get("/api/v1/capabilities/selling").json().get("owner_person").asText())
        .isEqualTo("ifeoma@bookshop.example");
    assertThat(root.get("/api/v1/teams/till-crew/members").json().get("items")).hasSize(2);
    assertThat(root.get("/services/card-gate/descriptor").body())
        .contains("component:default/card-gate")
        .contains("providesApi");
    var seen = root.get("/api/v1/descriptors?ref=group:till-crew").json();
    assertThat(relations(seen))
        .contains("ownerOf component:default/card-gate", "hasMember user:default/ifeoma.obi")
        .contains("hasMember user:default/emil", "childOf group:default/bookshop");
  }

  @Test
  void the_same_again_changes_nothing() {
    apply(look(BOOKSHOP));
    var before = root.get("/api/v1/services/card-gate").body();
    var again = look(BOOKSHOP);
    assertThat(again.at("/counts/unchanged").asInt()).isEqualTo(12);
    assertThat(again.at("/counts/added").asInt()).isZero();
    assertThat(again.at("/counts/changed").asInt()).isZero();
    assertThat(root.get("/imports/" + again.get("id").asLong()).body())
        .contains("Nothing would change");
    assertThat(apply(again).get("state").asText()).isEqualTo("applied");
    assertThat(root.get("/api/v1/services/card-gate").body()).isEqualTo(before);
  }

  @Test
  void what_changed_is_shown_field_by_field_and_what_vanished_stays() {
    apply(look(BOOKSHOP));
    var changed =
        BOOKSHOP
            .replace("description: Takes cards", "description: Takes cards and gives change")
            .replace("    - 'component:default/ledger'\n", "")
            .replaceAll(
                "(?s)apiVersion: backstage.io/v1alpha1\\s+kind: Component\\s+metadata: \\{name: ledger.*?---\n",
                "");
    var plan = look(changed);
    assertThat(plan.at("/counts/changed").asInt()).isEqualTo(1);
    assertThat(plan.at("/counts/vanished").asInt()).isEqualTo(1);
    var lines = root.get("/api/v1/imports/" + plan.get("id").asLong() + "/lines?change=changed");
    assertThat(lines.body()).contains("Takes cards and gives change").contains("dependsOn");
    apply(plan);
    assertThat(root.get("/api/v1/services/card-gate").json().get("description").asText())
        .isEqualTo("Takes cards and gives change");
    assertThat(names(root.get("/api/v1/services/card-gate/dependencies").json().get("needs")))
        .containsExactly("card-db");
    var ledger = root.get("/api/v1/services/ledger").json();
    assertThat(ledger.get("vanished_at").isNull()).isFalse();
    assertThat(root.get("/services/ledger/descriptor").body())
        .contains("Vanished")
        .contains("by <bdi>Root</bdi>");
    var back = look(BOOKSHOP);
    assertThat(back.at("/counts/changed").asInt()).isEqualTo(2);
    apply(back);
    assertThat(root.get("/api/v1/services/ledger").json().get("vanished_at").isNull()).isTrue();
  }

  @Test
  void a_mistake_names_its_place_and_changes_nothing() {
    for (var broken :
        List.of(
            "    type: service\n    lifecycle: production\n   owner: till-crew",
            "    owner: [unfinished")) {
      var text =
          "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: x\nspec:\n";
      var half = BOOKSHOP + text + broken + "\n";
      var failed = look(half);
      assertThat(failed.get("state").asText()).isEqualTo("failed");
      assertThat(failed.at("/mistakes/0/line").asInt())
          .isGreaterThan((int) BOOKSHOP.lines().count());
      assertThat(failed.at("/mistakes/0/reason").asText())
          .startsWith("This is not YAML")
          .doesNotContain("<", ">");
      assertThat(root.get("/imports/" + failed.get("id").asLong()).body())
          .contains("catalog-info.yaml, line")
          .contains("Nothing was changed", "Import it again");
    }
    var unnamed = look(component("invalid component", "team", ""));
    assertThat(unnamed.at("/mistakes/0/line").asInt()).isEqualTo(4);
    assertThat(unnamed.at("/mistakes/0/column").asInt()).isEqualTo(9);
    assertThat(unnamed.at("/mistakes/0/reason").asText()).contains("is no name");
    var twice = look(component("a", "team", "") + "---\n" + component("A", "team", ""));
    assertThat(twice.at("/mistakes/0/reason").asText()).contains("was described already");
    var nothing = look("kind: Service\nmetadata: {name: kubernetes}\n");
    assertThat(nothing.at("/mistakes/0/reason").asText()).contains("no Backstage descriptor");
    assertThat(root.get("/api/v1/services").json().get("items")).isEmpty();
    assertThat(root.get("/api/v1/teams").json().get("items")).isEmpty();
  }

  @Test
  void anchors_are_understood_and_those_that_explode_are_refused() {
    var plan =
        look(
            """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: &m {name: one, description: shared words}
            spec: &s {type: service, owner: crew}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: two, labels: &l {a: b}, annotations: *l}
            spec: {type: service, owner: crew}
            """);
    assertThat(plan.at("/counts/added").asInt()).as(plan.toString()).isEqualTo(2);
    var bomb = new StringBuilder("apiVersion: backstage.io/v1alpha1\nkind: Component\n");
    bomb.append("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      for (int j = 0; j < 10; j++) bomb.append(j == 0 ? "" : ", ").append("*a").append(i - 1);
      bomb.append("]\n");
    }
    var refused = look(bomb.toString());
    assertThat(refused.at("/mistakes/0/line").asInt()).isBetween(5, 9);
    assertThat(refused.at("/mistakes/0/reason").asText()).contains("unfolds to more than");
    var around = look("apiVersion: backstage.io/v1alpha1\nkind: &k [*k]\n");
    assertThat(around.at("/mistakes/0/reason").asText()).contains("repeats nothing");
    var deep = look("apiVersion: backstage.io/v1alpha1\nkind: " + "[".repeat(500) + "\n");
    assertThat(deep.get("state").asText()).isEqualTo("failed");
  }

  @Test
  void garbage_and_other_encodings_are_refused_with_a_reason() {
    var garbage = new byte[10 * 1024 * 1024];
    new Random(7).nextBytes(garbage);
    var failed = look(garbage, "noise.yaml");
    assertThat(failed.get("state").asText()).isEqualTo("failed");
    assertThat(failed.at("/mistakes/0/reason").asText()).contains("UTF-8");
    var latin = component("café", "crew", "").replace("name: café", "name: ok\n  title: café");
    var wrong = look(latin.getBytes(StandardCharsets.ISO_8859_1), "latin.yaml");
    assertThat(wrong.at("/mistakes/0/line").asInt()).isEqualTo(5);
    assertThat(wrong.at("/mistakes/0/reason").asText()).contains("save the file as UTF-8");
    var utf16 = look(("\uFEFF" + latin).getBytes(StandardCharsets.UTF_16LE), "wide.yaml");
    assertThat(utf16.get("state").asText()).as(utf16.toString()).isEqualTo("planned");
    var bell = look(component("x", "crew", "").replace("name: x", "name: x\u0007"));
    assertThat(bell.at("/mistakes/0/line").asInt()).as(bell.toString()).isEqualTo(4);
    assertThat(root.send("POST", "/api/v1/imports", "application/yaml", new byte[0]).status())
        .isEqualTo(400);
    var tooMuch = root.send("POST", "/api/v1/imports", "application/yaml", new byte[65 << 20]);
    assertThat(tooMuch.status()).isEqualTo(413);
    var torn = new byte[] {'P', 'K', 3, 4, 1, 2, 3};
    assertThat(root.send("POST", "/api/v1/imports", "application/zip", torn).status())
        .isIn(202, 422);
  }

  @Test
  void a_zip_brings_files_that_point_at_each_other() {
    var zip =
        zip(
            Map.of(
                "shop/catalog-info.yaml",
                """
                apiVersion: backstage.io/v1alpha1
                kind: Location
                metadata: {name: all}
                spec:
                  targets:
                    - ./parts/*.yaml
                    - https://elsewhere.example/catalog-info.yaml
                """,
                "shop/parts/one.yaml",
                component("one", "crew", ""),
                "shop/parts/two.yaml",
                component("two", "crew", ""),
                "shop/other.yaml",
                component("three", "crew", "")));
    var plan = look(zip, "shop.zip");
    assertThat(plan.at("/counts/added").asInt()).as(plan.toString()).isEqualTo(2);
    assertThat(plan.at("/counts/ignored").asInt()).isEqualTo(1);
    var out =
        look(
            zip(
                Map.of(
                    "catalog-info.yaml",
                    "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {target: ../../etc/x.yaml}\n")),
            "out.zip");
    assertThat(out.at("/mistakes/0/reason").asText()).contains("leads out");
    var alone =
        look(
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {target: ./x.yaml}\n");
    assertThat(alone.at("/mistakes/0/reason").asText()).contains("is not there");
  }

  @Test
  void a_folder_is_read_only_below_the_one_that_was_named() throws IOException {
    Files.createDirectories(house.catalogDir.resolve("shop"));
    Files.writeString(house.catalogDir.resolve("shop/a.yaml"), component("a", "crew", ""));
    Files.writeString(house.catalogDir.resolve("secret.yaml"), component("b", "crew", ""));
    Files.createSymbolicLink(
        house.catalogDir.resolve("shop/out.yaml"), house.catalogDir.resolve("secret.yaml"));
    var made = root.postJson("/api/v1/imports", Map.of("folder", "shop"));
    assertThat(made.status()).as(made.body()).isEqualTo(202);
    house.settle();
    var plan = root.get("/api/v1/imports/" + made.json().get("id").asLong()).json();
    assertThat(plan.at("/counts/added").asInt()).as(plan.toString()).isEqualTo(1);
    for (var out : List.of("..", "../..", "/etc", "shop/../../etc", "nowhere")) {
      assertThat(root.postJson("/api/v1/imports", Map.of("folder", out)).status())
          .as(out)
          .isEqualTo(422);
    }
    var form = root.post("/imports/folder", Map.of("folder", ".."));
    assertThat(form.status()).isEqualTo(422);
    assertThat(form.body()).contains("leads out of the folder").contains("value=\"..\"");
  }

  @Test
  void two_in_a_circle_are_refused_with_the_way_and_consumers_in_a_circle_are_not() {
    var circle =
        look(
            component("a", "crew", "  dependsOn: ['component:b']\n")
                + "---\n"
                + component("b", "crew", "  dependsOn: ['component:c']\n")
                + "---\n"
                + component("c", "crew", "  dependsOn: ['component:a']\n"));
    assertThat(circle.get("state").asText()).isEqualTo("failed");
    assertThat(circle.at("/mistakes/0/reason").asText())
        .contains(
            "component:default/a → component:default/b → component:default/c → component:default/a");
    assertThat(circle.at("/mistakes/0/line").asInt()).isPositive();
    var friends =
        apply(
            look(
                component("a", "crew", "  providesApis: [a]\n  consumesApis: [b]\n")
                    + "---\n"
                    + component("b", "crew", "  providesApis: [b]\n  consumesApis: [a]\n")
                    + api("a")
                    + api("b")));
    assertThat(friends.get("state").asText()).isEqualTo("applied");
    var a = root.get("/api/v1/services/a/dependencies").json();
    assertThat(a.get("needs").size() + a.get("needed_by").size()).isEqualTo(1);
  }

  @Test
  void what_a_descriptor_says_is_changed_there_or_after_detaching() {
    apply(look(BOOKSHOP));
    var refused =
        root.patchJson("/api/v1/services/ledger", Map.of("description", "by hand", "version", 1));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("change it there and import again, or detach");
    assertThat(root.patchJson("/api/v1/services/ledger", Map.of("tier", 1, "version", 1)).status())
        .isEqualTo(200);
    apply(look(BOOKSHOP.replace("Books every sale", "Books all sales")));
    var ledger = root.get("/api/v1/services/ledger").json();
    assertThat(ledger.get("tier").asInt()).as("people say the tier").isEqualTo(1);
    assertThat(ledger.get("description").asText()).isEqualTo("Books all sales");
    int version = ledger.get("version").asInt();
    assertThat(
            root.postJson("/api/v1/services/ledger/detachment?version=" + version, Map.of())
                .status())
        .isEqualTo(200);
    var hand =
        root.patchJson(
            "/api/v1/services/ledger", Map.of("description", "by hand", "version", version + 1));
    assertThat(hand.status()).as(hand.body()).isEqualTo(200);
    var plan = look(BOOKSHOP);
    assertThat(plan.at("/counts/kept").asInt()).isEqualTo(1);
    apply(plan);
    assertThat(root.get("/api/v1/services/ledger").json().get("description").asText())
        .isEqualTo("by hand");
  }

  @Test
  void a_service_made_by_hand_is_taken_over_and_keeps_what_people_said() {
    root.postJson(
        "/api/v1/services",
        Map.of(
            "name",
            "Ledger",
            "slug",
            "ledger",
            "tier",
            1,
            "runbook_url",
            "https://wiki.example/l"));
    var plan = look(BOOKSHOP);
    assertThat(root.get("/imports/" + plan.get("id").asLong()).body())
        .contains("is the service made by hand under this short name");
    apply(plan);
    var ledger = root.get("/api/v1/services/ledger").json();
    assertThat(ledger.get("owner").asText()).isEqualTo("till-crew");
    assertThat(ledger.get("tier").asInt()).isEqualTo(1);
    assertThat(ledger.get("runbook_url").asText()).isEqualTo("https://wiki.example/l");
  }

  @Test
  void nobody_who_is_named_can_sign_in_until_they_are_invited() {
    apply(look(BOOKSHOP));
    var ifeoma = root.get("/api/v1/people?q=ifeoma").json().at("/items/0");
    assertThat(ifeoma.get("active").asBoolean()).isFalse();
    var stranger = house.visitor();
    var door =
        stranger.post(
            "/sign-in",
            Map.of("email", "ifeoma@bookshop.example", "password", "four words and a 4711"));
    assertThat(door.status()).isNotEqualTo(303);
    var invitation =
        root.postJson(
            "/api/v1/invitations",
            Map.of("email", "ifeoma@bookshop.example", "role", "member", "deliver", "link"));
    assertThat(invitation.status()).as(invitation.body()).isEqualTo(201);
    var link = java.net.URI.create(invitation.json().get("link").asText()).getPath();
    var joined =
        house
            .visitor()
            .post(link, Map.of("name", "Ifeoma Obi", "password", "four words and a 4711"));
    assertThat(joined.status()).as(joined.body()).isEqualTo(303);
    var now = root.get("/api/v1/people?q=ifeoma").json().get("items");
    assertThat(now).hasSize(1);
    assertThat(now.at("/0/active").asBoolean()).isTrue();
    assertThat(now.at("/0/id").asLong()).isEqualTo(ifeoma.get("id").asLong());
    apply(look(BOOKSHOP.replace("They keep the till open", "Till keepers")));
    assertThat(root.get("/api/v1/people?q=ifeoma").json().at("/items/0/active").asBoolean())
        .as("an import ends nobody's access")
        .isTrue();
  }

  @Test
  void a_plan_that_is_no_longer_true_is_shown_again_instead_of_applied() {
    var first = look(BOOKSHOP);
    apply(look(BOOKSHOP.replace("description: Takes cards", "description: Other words")));
    assertThat(first.get("version").asInt()).isPositive();
    var late =
        root.postJson(
            "/api/v1/imports/%d/application?version=%d"
                .formatted(first.get("id").asLong(), first.get("version").asInt()),
            Map.of());
    assertThat(late.status()).isEqualTo(202);
    house.settle();
    var now = root.get("/api/v1/imports/" + first.get("id").asLong()).json();
    assertThat(now.get("state").asText()).isIn("planned", "failed");
    assertThat(root.get("/api/v1/services/card-gate").json().get("description").asText())
        .isEqualTo("Other words");
    assertThat(
            root.postJson(
                    "/api/v1/imports/%d/application?version=1".formatted(first.get("id").asLong()),
                    Map.of())
                .status())
        .isEqualTo(409);
  }

  @Test
  void deployments_that_came_before_find_their_services_after_an_import() {
    Deploys.finished(house, "card-gate", "1.2.0", house.clock.instant());
    assertThat(root.get("/api/v1/unmatched").json().get("items")).hasSize(1);
    apply(look(BOOKSHOP));
    assertThat(root.get("/api/v1/unmatched").json().get("items")).isEmpty();
    assertThat(root.get("/api/v1/deployments?service=card-gate").json().get("items")).hasSize(1);
  }

  @Test
  void what_one_node_has_read_another_applies() {
    var plan = look(BOOKSHOP);
    try (var other = TestHouse.beside(house)) {
      var asked =
          root.postJson(
              "/api/v1/imports/%d/application?version=%d"
                  .formatted(plan.get("id").asLong(), plan.get("version").asInt()),
              Map.of());
      assertThat(asked.status()).as(asked.body()).isEqualTo(202);
      other.settle();
    }
    var done = root.get("/api/v1/imports/" + plan.get("id").asLong()).json();
    assertThat(done.get("state").asText()).as(done.toString()).isEqualTo("applied");
    assertThat(root.get("/api/v1/services/card-gate").status()).isEqualTo(200);
  }

  @Test
  void only_an_administrator_imports_and_everybody_may_look() {
    var grace = house.as("grace", "member");
    var bytes = BOOKSHOP.getBytes(StandardCharsets.UTF_8);
    assertThat(grace.send("POST", "/api/v1/imports", "application/yaml", bytes).status())
        .isEqualTo(403);
    var plan = look(BOOKSHOP);
    assertThat(grace.get("/imports").status()).isEqualTo(200);
    assertThat(grace.get("/imports/" + plan.get("id").asLong()).body()).doesNotContain("Apply it");
  }

  @Test
  void a_source_that_comes_later_completes_what_an_earlier_one_named() {
    apply(
        look(
            component("basket", "crew", "  dependsOn: ['component:stock']\n")
                .getBytes(StandardCharsets.UTF_8),
            "one.yaml"));
    assertThat(root.get("/api/v1/services/basket").json().get("owner").isNull()).isTrue();
    apply(
        look(
            (component("stock", "crew", "")
                    + "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: crew}\nspec: {type: team, children: []}\n")
                .getBytes(StandardCharsets.UTF_8),
            "two.yaml"));
    assertThat(root.get("/api/v1/services/basket").json().get("owner").asText()).isEqualTo("crew");
    assertThat(names(root.get("/api/v1/services/basket/dependencies").json().get("needs")))
        .containsExactly("stock");
    assertThat(
            look(
                    component("basket", "crew", "  dependsOn: ['component:stock']\n")
                        .getBytes(StandardCharsets.UTF_8),
                    "one.yaml")
                .at("/counts/vanished")
                .asInt())
        .as("what another source told has not vanished from this one")
        .isZero();
  }

  private JsonNode look(String text) {
    return look(text.getBytes(StandardCharsets.UTF_8), "catalog-info.yaml");
  }

  private JsonNode look(byte[] bytes, String source) {
    var made = root.send("POST", "/api/v1/imports?source=" + source, "application/yaml", bytes);
    assertThat(made.status()).as(made.body()).isEqualTo(202);
    house.settle();
    return root.get("/api/v1/imports/" + made.json().get("id").asLong()).json();
  }

  private JsonNode apply(JsonNode plan) {
    assertThat(plan.get("state").asText()).as(plan.toString()).isEqualTo("planned");
    var made =
        root.postJson(
            "/api/v1/imports/%d/application?version=%d"
                .formatted(plan.get("id").asLong(), plan.get("version").asInt()),
            Map.of());
    assertThat(made.status()).as(made.body()).isEqualTo(202);
    house.settle();
    return root.get("/api/v1/imports/" + plan.get("id").asLong()).json();
  }

  private static String component(String name, String owner, String more) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata:
      name: %s
    spec:
      type: service
      lifecycle: production
      owner: %s
    %s"""
        .formatted(name, owner, more);
  }

  private static String api(String name) {
    return "---\napiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: %s}\nspec: {type: grpc, owner: crew}\n"
        .formatted(name);
  }

  private static List<String> names(JsonNode items) {
    var names = new ArrayList<String>();
    items.forEach(item -> names.add(item.get("slug").asText()));
    return names;
  }

  private static List<String> relations(JsonNode descriptor) {
    var said = new ArrayList<String>();
    descriptor
        .get("relations")
        .forEach(r -> said.add(r.get("type").asText() + " " + r.get("target_ref").asText()));
    return said;
  }

  private static byte[] zip(Map<String, String> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
