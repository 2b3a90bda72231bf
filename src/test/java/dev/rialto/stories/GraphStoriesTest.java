package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever asks what everything hangs on gets an answer, also where nobody could draw it all. */
class GraphStoriesTest {
  private static final int SERVICES = 140;
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void a_hundred_and_forty_services_that_mostly_need_two() {
    var yaml = new StringBuilder();
    for (var team : new String[] {"checkout", "storage"}) {
      entity(yaml, "Group", team, "{type: team, children: []}");
    }
    entity(yaml, "System", "paying", "{owner: checkout}");
    for (int n = 0; n < SERVICES; n++) {
      var owner = n < 5 ? "storage" : "checkout";
      var needs = n == 0 ? "" : n == 1 ? ", dependsOn: ['component:s0']" : needs("s0", "s1", n);
      var system = n < 20 ? ", system: paying" : "";
      entity(
          yaml,
          "Component",
          "s" + n,
          "{type: service, lifecycle: production, owner: %s%s%s}".formatted(owner, system, needs));
    }
    var bytes = yaml.toString().getBytes(StandardCharsets.UTF_8);
    ada.send("POST", "/api/v1/imports?source=all.yaml", "application/yaml", bytes);
    house.settle();
    int version = ada.get("/api/v1/imports/1").json().get("version").asInt();
    ada.postJson("/api/v1/imports/1/application?version=" + version, Map.of());
    house.settle();
    assertThat(ada.get("/api/v1/imports/1").json().get("state").asText()).isEqualTo("applied");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void too_many_to_draw_are_a_picture_of_the_most_connected_and_a_list_of_all() {
    var page = ada.get("/services/graph").body();
    assertThat(page)
        .contains("What most others hang on")
        .contains("The 24 most connected of 140 services")
        .contains("<svg")
        .contains("1 to 50 of 140")
        .contains("/services/graph?page=2");
    // Everybody needs s0, so it is first, and its row leads to what lies around it.
    assertThat(page.indexOf("/services/graph?service=s0\""))
        .isPositive()
        .isLessThan(page.indexOf("/services/graph?service=s1\""));
    assertThat(ada.get("/services/graph?page=3").body())
        .contains("101 to 140 of 140")
        .doesNotContain("page=4");
    assertThat(ada.get("/services/graph?page=4").body()).contains("The list ends before this page");
  }

  @Test
  void it_narrows_to_a_team_and_to_a_capability() {
    assertThat(ada.get("/services/graph?team=storage").body())
        .contains("storage, and what it needs", "selected>storage<", "s4")
        .doesNotContain("What most others hang on");
    assertThat(ada.get("/services/graph?team=checkout").body())
        .contains("What most others hang on", "1 to 50 of 135", "?team=checkout&amp;page=2");
    assertThat(ada.get("/services/graph?capability=paying").body())
        .contains("paying, and what it needs", "s19")
        .doesNotContain(">s20<");
    assertThat(ada.get("/services/graph?capability=paying&team=storage").body())
        .contains("storage for paying", "s4")
        .doesNotContain(">s19<");
    assertThat(ada.get("/services/graph?team=nowhere").status()).isEqualTo(404);
    assertThat(ada.get("/services/graph?page=0").status()).isEqualTo(400);
  }

  private static String needs(String one, String other, int n) {
    return n % 2 == 0
        ? ", dependsOn: ['component:%s']".formatted(one)
        : ", dependsOn: ['component:%s', 'component:%s']".formatted(one, other);
  }

  private static void entity(StringBuilder yaml, String kind, String name, String spec) {
    yaml.append("---\napiVersion: backstage.io/v1alpha1\nkind: ")
        .append(kind)
        .append("\nmetadata: {name: ")
        .append(name)
        .append("}\nspec: ")
        .append(spec)
        .append('\n');
  }
}
