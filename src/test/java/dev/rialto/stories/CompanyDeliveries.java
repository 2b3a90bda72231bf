package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Merchant Row shipped lately: versions on their way and in place, one that failed, a way
 * back, a pipeline that waits for somebody, and something nobody can place.
 */
final class CompanyDeliveries {
  private static final String REPOSITORY =
      "\"project\":{\"web_url\":\"https://gitlab.example/merchant-row/%s\"}";

  private final TestHouse house;
  private final Visitor ada;
  private final Instant now;

  CompanyDeliveries(TestHouse house, Visitor ada) {
    this.house = house;
    this.ada = ada;
    this.now = house.clock.instant();
  }

  void ship() {
    deployed("payments", "PreProd", "2.40.3", "succeeded", 60 * 30);
    deployed("payments", "Prod", "2.40.3", "succeeded", 60 * 27);
    deployed("payments", "PreProd", "2.41.0", "succeeded", 200);
    deployed("payments", "Prod", "2.41.0", "started", 122);
    deployed("payments", "Prod", "2.41.0", "succeeded", 118);
    deployed("payments", "Prod", "2.41.0", "rolled_back", 99);
    deployed("payments", "PreProd", "2.42.0-rc1", "started", 2);
    deployed("checkout", "Prod", "5.8.1", "succeeded", 60 * 50);
    deployed("checkout", "Prod eu-north", "5.8.0", "succeeded", 60 * 70);
    deployed("search", "Prod", "3.2.0", "succeeded", 60 * 24);
    deployed("search", "Prod", "3.2.1", "failed", 40);
    deployed("catalogue", "Prod", "f95f852bd8fca8fcc58a9a2d6c842781e32a215e", "succeeded", 60 * 3);
    deployed(Company.HOSTILE, "Prod", Company.HOSTILE, "succeeded", 10);
    var lab =
        ada.postJson(
            "/api/v1/sources", Map.of("name", "GitLab of Merchant Row", "format", "gitlab"));
    assertThat(lab.status()).as(lab.body()).isEqualTo(201);
    ada.postJson("/api/v1/sources", Map.of("name", "GitHub of Merchant Row", "format", "github"));
    var sender =
        house
            .visitor()
            .with("X-Gitlab-Token", lab.json().get("token").asText())
            .with("X-Gitlab-Event", "Pipeline Hook");
    ada.postJson(
        "/api/v1/mappings",
        Map.of("repository", "gitlab.example/merchant-row/search", "service", "search"));
    assertThat(sender.postJson("/api/v1/signals/gitlab", pipeline("search", 31)).status())
        .isEqualTo(202);
    assertThat(sender.postJson("/api/v1/signals/gitlab", pipeline("newsletter", 32)).status())
        .isEqualTo(202);
    assertThat(sender.postJson("/api/v1/signals/gitlab", request()).status()).isEqualTo(202);
    for (int i = 0; i < 2; i++) {
      assertThat(sender.postJson("/api/v1/signals/gitlab", push(i)).status()).isEqualTo(202);
      assertThat(sender.postJson("/api/v1/signals/gitlab", arrived(i)).status()).isEqualTo(202);
    }
    var chat =
        ada.postJson(
            "/api/v1/teams/checkout/deployment-channels",
            Map.of(
                "name",
                "#checkout",
                "kind",
                "slack",
                "hears",
                "production",
                "address",
                "http://127.0.0.1:9/hook"));
    assertThat(chat.status()).as(chat.body()).isEqualTo(201);
    ada.postJson("/api/v1/deployment-channels/1/test", Map.of());
    house.settle();
  }

  private void deployed(
      String service, String environment, String version, String state, int minutesAgo) {
    var told = new LinkedHashMap<String, Object>();
    told.put("service", service);
    told.put("environment", environment);
    told.put("version", version);
    told.put("state", state);
    told.put("at", ago(minutesAgo));
    told.put("by", "grace");
    var answer = ada.postJson("/api/v1/deployments", told);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  private static String sha(int release, int nth) {
    return "%d%dbb5ec396a2c0f828686f14fac9b80b780504f2".formatted(release, nth);
  }

  /** What the search team pushed before a release. */
  private String push(int release) {
    var titles =
        List.of(
            List.of("Rank by what was bought together", "Read the index once an hour"),
            List.of(
                "Cap the facet query at 200 ms",
                "Do not ask for facets nobody opens",
                "Show how old the index is"));
    var commits = new ArrayList<String>();
    for (int i = 0; i < titles.get(release).size(); i++) {
      commits.add(
          """
          {"id":"%s","message":"%s","timestamp":"%s","author":{"name":"%s"},"url":"https://gitlab.example/merchant-row/search/-/commit/%s",
           "added":[],"modified":["src/facets/Query.java","src/index/Age%d.java"],"removed":[]}
          """
              .formatted(
                  sha(release, i),
                  titles.get(release).get(i),
                  ago(400 - 200 * release),
                  i % 2 == 0 ? "Joss" : "Bea",
                  sha(release, i),
                  i));
    }
    return """
        {"object_kind":"push","ref":"refs/heads/main","user_name":"Joss",%s,"commits":[%s]}
        """
        .formatted(REPOSITORY.formatted("search"), String.join(",", commits));
  }

  private String arrived(int release) {
    return """
        {"object_kind":"deployment","status":"success","status_changed_at":"%s","deployment_id":%d,"environment":"Prod","environment_tier":"production",
         "ref":"v3.%d.0","user":{"name":"Joss"},"commit_url":"https://gitlab.example/merchant-row/search/-/commit/%s",%s}
        """
        .formatted(
            ago(30 - 10 * release),
            70 + release,
            3 + release,
            sha(release, release + 1),
            REPOSITORY.formatted("search"));
  }

  private String ago(int minutes) {
    return now.minus(Duration.ofMinutes(minutes)).toString();
  }

  private String pipeline(String project, int id) {
    return """
        {"object_kind":"pipeline","object_attributes":{"id":%d,"iid":%d,"name":"Deploy","ref":"main","sha":"bcbb5ec396a2c0f828686f14fac9b80b780504f2",
         "status":"running","source":"push","created_at":"%s"},"user":{"name":"Joss"},%s,
         "commit":{"message":"Cap the facet query at 200 ms"},"builds":[
          {"id":%d1,"stage":"build","name":"build","status":"success","created_at":"%s","started_at":"%s","finished_at":"%s"},
          {"id":%d2,"stage":"test","name":"test","status":"%s","created_at":"%s","started_at":%s},
          {"id":%d3,"stage":"deploy","name":"to Prod","status":"%s","when":"manual","created_at":"%s","environment":{"name":"production"}}]}
        """
        .formatted(
            id,
            id,
            ago(45),
            REPOSITORY.formatted(project),
            id,
            ago(45),
            ago(44),
            ago(40),
            id,
            project.equals("search") ? "running" : "pending",
            ago(45),
            project.equals("search") ? "\"" + ago(39) + "\"" : "null",
            id,
            project.equals("search") ? "created" : "manual",
            ago(45));
  }

  private String request() {
    return """
        {"object_kind":"merge_request","user":{"name":"Bea"},%s,"reviewers":[{"name":"Ada"},{"name":"Emil"}],
         "object_attributes":{"iid":7,"title":"Show the delivery date","state":"opened","action":"open","created_at":"%s","updated_at":"%s",
          "source_branch":"date","target_branch":"main","last_commit":{"id":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7"},
          "url":"https://gitlab.example/merchant-row/search/-/merge_requests/7"}}
        """
        .formatted(REPOSITORY.formatted("search"), ago(190), ago(190));
  }
}
