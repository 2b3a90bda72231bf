package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change is followed from where it was pushed to where it runs, and a deployment back to it. */
class ChangeStoriesTest {
  private static final String PROJECT =
      "\"project\":{\"web_url\":\"https://gitlab.example/row/shop\"}";

  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");
  private Visitor lab = house.visitor();
  private int deployments;

  @BeforeEach
  void a_service_whose_code_lives_at_gitlab() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.postJson(
        "/api/v1/services",
        Map.of(
            "name",
            "Payments",
            "owner",
            "checkout",
            "environments",
            List.of(
                Map.of("name", "Prod", "tier", "production"),
                Map.of("name", "PreProd", "tier", "staging")),
            "repositories",
            List.of(Map.of("url", "https://gitlab.example/row/shop", "kind", "code"))));
    var source = ada.postJson("/api/v1/sources", Map.of("name", "GitLab", "format", "gitlab"));
    lab =
        house
            .visitor()
            .with("X-Gitlab-Event", "Hook")
            .with("X-Gitlab-Token", source.json().get("token").asText());
  }

  @AfterEach
  void the_story_ends() {
    house.close();
  }

  private void tells(String body) {
    var answer =
        lab.send(
            "POST",
            "/api/v1/signals/gitlab",
            "application/json",
            body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    house.fastForward(Duration.ofMinutes(1));
  }

  private static String sha(char letter) {
    return String.valueOf(letter).repeat(40);
  }

  private void pushes(char... letters) {
    var commits = new ArrayList<String>();
    for (char letter : letters) {
      commits.add(
          """
          {"id":"%s","message":"Change %s\\n\\nwith a body","timestamp":"2026-11-17T12:00:00Z","author":{"name":"Grace"},
           "added":["src/%s.java"],"modified":[],"removed":[],"url":"https://gitlab.example/row/shop/-/commit/%s"}
          """
              .formatted(sha(letter), letter, letter, letter));
    }
    tells(
        "{\"object_kind\":\"push\",\"ref\":\"refs/heads/main\",%s,\"commits\":[%s]}"
            .formatted(PROJECT, String.join(",", commits)));
  }

  private void deploys(String environment, char letter) {
    tells(
        """
        {"object_kind":"deployment","status":"success","status_changed_at":"%s","deployment_id":%d,"environment":"%s",
         "ref":"v1.%d.0","user":{"name":"Grace"},"commit_url":"https://gitlab.example/row/shop/-/commit/%s",%s}
        """
            .formatted(
                house.clock.instant(),
                ++deployments,
                environment,
                (int) letter,
                sha(letter),
                PROJECT));
  }

  private long newest(String environment) {
    return ada.get("/api/v1/deployments?environment=" + environment)
        .json()
        .at("/items/0/id")
        .asLong();
  }

  private List<String> carried(long deployment) {
    return ada.get("/api/v1/deployments/" + deployment + "/changes")
        .json()
        .get("items")
        .findValuesAsText("title");
  }

  private JsonNode change(char letter) {
    for (var item : ada.get("/api/v1/changes").json().get("items")) {
      if (item.get("sha").asText().equals(sha(letter))) {
        return item;
      }
    }
    throw new AssertionError("No change " + letter);
  }

  @Test
  void a_deployment_carries_what_was_pushed_since_the_one_before_it() {
    pushes('a');
    deploys("Prod", 'a');
    assertThat(ada.get("/deployments/" + newest("Prod") + "/changes").body())
        .contains("What it carried is not known", "from the next deployment on");
    pushes('b', 'c');
    pushes('d');
    deploys("Prod", 'd');
    long bad = newest("Prod");
    assertThat(carried(bad)).containsExactly("Change d", "Change c", "Change b");
    assertThat(ada.get("/deployments/" + bad + "/changes").body())
        .contains("It carried 3 changes", "Change c");
    assertThat(ada.get("/deployments/" + bad).body())
        .contains("hx-get=\"/deployments/" + bad + "/changes\"");
    assertThat(ada.get("/changes?deployment=" + bad).body())
        .contains("it carried 3 changes", "Change b")
        .doesNotContain("Change a<");

    deploys("Prod", 'a');
    var back = ada.get("/api/v1/deployments/" + newest("Prod") + "/changes").json();
    assertThat(back.get("taken_back").asBoolean()).isTrue();
    assertThat(back.get("items").findValuesAsText("title"))
        .containsExactly("Change d", "Change c", "Change b");
    deploys("Prod", 'a');
    assertThat(ada.get("/deployments/" + newest("Prod") + "/changes").body())
        .contains("It carried 0 changes", "the one that ran here before");
  }

  @Test
  void a_change_says_where_it_has_arrived_and_what_nobody_can_follow_says_why() {
    pushes('a');
    var a = change('a');
    var page = ada.get("/changes/" + a.get("id").asLong()).body();
    assertThat(page).contains("aaaaaaaa is nowhere yet", "Change a", "src/a.java");
    pushes('b');
    deploys("PreProd", 'b');
    assertThat(ada.get("/changes/" + a.get("id").asLong()).body())
        .contains("is on its way", "among other changes", "PreProd");
    assertThat(ada.get("/changes").body()).contains(">In PreProd<").doesNotContain("Pushed<");
    deploys("Prod", 'b');
    var whole = ada.get("/api/v1/changes/" + a.get("id").asLong()).json();
    assertThat(whole.get("files").get(0).asText()).isEqualTo("src/a.java");
    assertThat(whole.get("arrivals").findValuesAsText("environment"))
        .containsExactly("Prod", "PreProd");
    assertThat(ada.get("/changes/" + a.get("id").asLong()).body()).contains("is with customers");
    assertThat(ada.get("/changes").body()).contains(">In Prod<").doesNotContain(">In PreProd<");

    ada.postJson(
        "/api/v1/deployments",
        Map.of("service", "payments", "environment", "Prod", "version", "9", "state", "succeeded"));
    house.settle();
    assertThat(ada.get("/deployments/" + newest("Prod") + "/changes").body())
        .contains("Its pipeline told no commit");
    assertThat(ada.get("/changes/999").status()).isEqualTo(404);
    assertThat(ada.get("/changes/me").status()).isEqualTo(404);
    assertThat(ada.get("/deployments/999/changes").status()).isEqualTo(404);
  }

  private void request(String state, String action, String at, String more) {
    tells(
        """
        {"object_kind":"merge_request","user":{"name":"Bea"},%s,"reviewers":[{"name":"Ifeoma"}],
         "object_attributes":{"iid":7,"title":"Show the delivery date","state":"%s","action":"%s","created_at":"2026-11-17T10:00:00Z",
          "updated_at":"%s","source_branch":"date","target_branch":"main","last_commit":{"id":"%s"}%s}}
        """
            .formatted(PROJECT, state, action, at, sha('e'), more));
  }

  @Test
  void a_request_waits_for_somebody_is_merged_and_arrives() {
    request("opened", "open", "2026-11-17T10:00:00Z", "");
    var listed = ada.get("/api/v1/change-requests?state=open").json().get("items").get(0);
    assertThat(listed.get("waits_for").asText()).isEqualTo("Ifeoma");
    assertThat(listed.get("service").asText()).isEqualTo("payments");
    var path = "/change-requests/" + listed.get("id").asLong();
    assertThat(ada.get(path).body()).contains("#7 waits for Ifeoma", "Show the delivery date");

    request(
        "merged",
        "merge",
        "2026-11-17T12:00:00Z",
        ",\"merged_at\":\"2026-11-17T12:00:00Z\",\"merge_commit_sha\":\"" + sha('f') + "\"");
    pushes('e', 'f');
    assertThat(ada.get(path).body()).contains("#7 is merged", "2 h 00 min", "ffffffff");
    deploys("Prod", 'f');
    assertThat(ada.get(path).body()).contains("#7 is with customers");
    var whole = ada.get("/api/v1" + path).json();
    assertThat(whole.get("transitions").findValuesAsText("word")).containsExactly("open", "merge");
    assertThat(ada.get("/changes/" + change('f').get("id").asLong()).body())
        .contains("Part of", "Show the delivery date");

    var kinds =
        house
            .db()
            .read(
                tx ->
                    tx.handle()
                        .createQuery(
                            """
                            select kind || ' ' || coalesce(before ->> 'state', '') || ' ' || (after ->> 'state')
                              from journal_entry
                             where subject = 'change_request'
                             order by id
                            """)
                        .mapTo(String.class)
                        .list());
    assertThat(kinds)
        .containsExactly("change_request.opened  open", "change_request.merged open merged");
  }

  @Test
  void what_was_told_twice_is_in_the_journal_once_and_a_rebuild_tells_nobody() {
    pushes('a');
    pushes('a');
    assertThat(journal()).isEqualTo(1);
    assertThat(ada.postJson("/api/v1/sources/rebuild", Map.of()).status()).isEqualTo(200);
    assertThat(journal()).isEqualTo(1);
    assertThat(ada.get("/journal?subject=change").body()).contains("Change a");
  }

  private int journal() {
    return house
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery("select count(*) from journal_entry where subject = 'change'")
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void the_list_is_filtered_by_its_address_and_leaves_as_csv_and_json() {
    assertThat(ada.get("/changes").body()).contains("What is being worked on?");
    pushes('a', 'b');
    request("opened", "open", "2026-11-17T13:00:00Z", "");
    assertThat(ada.get("/changes").body())
        .contains("1 change request is open", "Change a", "Change b", "Show the delivery date");
    assertThat(ada.get("/changes?kind=request&state=open&service=payments&team=checkout").body())
        .contains("Show the delivery date")
        .doesNotContain("Change a");
    assertThat(ada.get("/changes?q=bbbbbb").body())
        .contains("Change b")
        .doesNotContain("Change a<");
    assertThat(ada.get("/changes?q=nobody").body()).contains("No change is like that");
    assertThat(ada.get("/changes?kind=dream").status()).isEqualTo(400);
    assertThat(ada.get("/changes/export.csv").body().lines().toList()).hasSize(4);
    assertThat(ada.get("/changes/export.json?kind=commit").json().get("items")).hasSize(2);
  }
}
