package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Merchant Row ships: what is told comes to deployments, in any order, and finds its service. */
class DeploymentStoriesTest {
  private static final Path SAMPLES = Path.of("../shared/samples");
  private static final String REPOSITORY =
      "\"repository\":{\"full_name\":\"row/shop\",\"html_url\":\"https://github.com/row/shop\"}";

  private TestHouse house = new TestHouse();
  private Visitor ada = house.as("ada", "admin");
  private Visitor pipeline = house.visitor();
  private int deliveries;

  private record Sender(long id, String token) {}

  @BeforeEach
  void the_company_is_there() {
    found();
  }

  private void found() {
    made(ada.postJson("/api/v1/teams", Map.of("name", "Checkout")));
    made(
        ada.postJson(
            "/api/v1/services",
            Map.of(
                "name",
                "Payments",
                "owner",
                "checkout",
                "aliases",
                List.of("pay-api"),
                "environments",
                List.of(
                    Map.of("name", "Prod", "tier", "production"),
                    Map.of("name", "PreProd", "tier", "staging")),
                "repositories",
                List.of(Map.of("url", "https://github.com/row/shop", "kind", "code")))));
    pipeline = house.visitor().withToken(source("Deploys", "deployments").token());
  }

  @AfterEach
  void the_story_ends() {
    house.close();
  }

  private Sender source(String name, String format) {
    var added = made(ada.postJson("/api/v1/sources", Map.of("name", name, "format", format)));
    return new Sender(added.get("id").asLong(), added.get("token").asText());
  }

  private static JsonNode made(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private Map<String, Object> told(String version, String state, int minute) {
    var told = new LinkedHashMap<String, Object>();
    told.put("service", "payments");
    told.put("environment", "prod");
    told.put("version", version);
    told.put("state", state);
    told.put(
        "at",
        TestHouse.START.minus(Duration.ofHours(10)).plus(Duration.ofMinutes(minute)).toString());
    return told;
  }

  private void tells(String version, String state, int minute) {
    var answer = pipeline.postJson("/api/v1/deployments", told(version, state, minute));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  private List<JsonNode> deployments() {
    house.settle();
    var items = new ArrayList<JsonNode>();
    ada.get("/api/v1/deployments").json().get("items").forEach(items::add);
    return items;
  }

  private List<String> said() {
    return deployments().stream()
        .map(
            d ->
                "%s %s %s %s"
                    .formatted(
                        d.get("version").asText(),
                        d.get("state").asText(),
                        d.get("kind").asText(),
                        d.get("previous_version").asText()))
        .sorted()
        .toList();
  }

  @Test
  void a_start_without_an_end_is_running_until_its_end_is_told() {
    tells("2.40.0", "started", 0);
    var running = deployments().getFirst();
    assertThat(running.get("state").asText()).isEqualTo("running");
    assertThat(running.get("environment").asText()).isEqualTo("Prod");
    assertThat(running.get("production").asBoolean()).isTrue();
    assertThat(running.get("finished_at").isNull()).isTrue();
    assertThat(ada.get("/ship").body()).contains("1 is on its way").contains("2.40.0");

    tells("2.40.0", "succeeded", 4);
    var done = deployments();
    assertThat(done).hasSize(1);
    assertThat(done.getFirst().get("id")).isEqualTo(running.get("id"));
    assertThat(done.getFirst().get("state").asText()).isEqualTo("succeeded");
    assertThat(kinds()).containsExactly("deployment.started", "deployment.succeeded");
    var page = ada.get("/deployments/" + running.get("id").asLong()).body();
    assertThat(page).contains("Payments 2.40.0 arrived in Prod").contains("4 min");
    assertThat(ada.get("/services/payments/deployments/fragment").body()).contains("2.40.0");
  }

  private List<String> kinds() {
    return house
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery(
                        "select kind from journal_entry where subject = 'deployment' order by id")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void what_waits_for_somebody_waits_and_what_was_called_off_has_not_failed() {
    tells("1", "succeeded", 0);
    tells("2", "waiting", 10);
    var waiting = deployments().getFirst();
    assertThat(waiting.get("state").asText()).isEqualTo("waiting");
    assertThat(waiting.get("finished_at").isNull()).isTrue();
    assertThat(ada.get("/ship").body())
        .contains("1 is on its way, and it waits")
        .contains("somebody to let it go on");
    assertThat(ada.get("/deployments/" + waiting.get("id").asLong()).body())
        .contains("Payments 2 waits to go to Prod");

    tells("2", "cancelled", 12);
    assertThat(said()).contains("2 cancelled deployment 1");
    assertThat(ada.get("/deployments?state=cancelled").body()).contains(">Cancelled<");
    assertThat(ada.get("/deployments?state=failed").body()).contains("No deployment is like that");
    assertThat(ada.get("/api/v1/running").json().at("/items/0/version").asText()).isEqualTo("1");
    assertThat(kinds())
        .containsExactly("deployment.succeeded", "deployment.waiting", "deployment.cancelled");
  }

  @Test
  void the_words_of_github_and_gitlab_for_waiting_and_calling_off_are_kept_apart() {
    var hub = source("GitHub", "github");
    github(hub, "deployment_status", status("9", "in_progress", "2026-11-17T13:00:30Z"));
    github(hub, "deployment_status", status("9", "waiting", "2026-11-17T13:01:00Z"));
    assertThat(deployments().getFirst().get("state").asText()).isEqualTo("waiting");
    github(hub, "deployment_status", status("9", "queued", "2026-11-17T15:01:00Z"));
    assertThat(deployments().getFirst().get("state").asText()).isEqualTo("running");

    var lab = source("GitLab", "gitlab");
    made(
        ada.postJson(
            "/api/v1/mappings",
            Map.of("repository", "gitlab.example/row/shop", "service", "payments")));
    for (var word : List.of("running", "blocked", "canceled")) {
      var body =
          """
          {"object_kind":"deployment","status":"%s","status_changed_at":"2026-11-17 14:0%d:00 +0000","deployment_id":15,
           "environment":"Prod","environment_tier":"production","ref":"v3.2.0","user":{"name":"Grace"},
           "commit_url":"https://gitlab.example/row/shop/-/commit/279484c09fbe69ededfced8c1bb6e6d24616b468",
           "project":{"web_url":"https://gitlab.example/row/shop"}}
          """
              .formatted(word, word.length() - 6);
      var answer =
          house
              .visitor()
              .with("X-Gitlab-Event", "Deployment Hook")
              .with("X-Gitlab-Token", lab.token())
              .send(
                  "POST",
                  "/api/v1/signals/gitlab",
                  "application/json",
                  body.getBytes(StandardCharsets.UTF_8));
      assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }
    assertThat(said()).contains("v3.2.0 cancelled deployment null");
  }

  @Test
  void a_way_back_is_seen_as_one_and_what_runs_where_follows() {
    tells("1", "succeeded", 0);
    tells("2", "succeeded", 10);
    tells("3", "failed", 20);
    tells("2", "rolled_back", 30);
    assertThat(said())
        .containsExactly(
            "1 succeeded deployment null",
            "1 succeeded rollback 2",
            "2 succeeded deployment 1",
            "3 failed deployment 2");
    assertThat(ada.get("/deployments?kind=rollback").body())
        .contains(">Rolled back<", "from <bdi>2</bdi>")
        .doesNotContain("after <bdi>2</bdi>");
    assertThat(ada.get("/services/payments/deployments/fragment").body())
        .contains(">to</span>", ", from <bdi>2</bdi>");
    assertThat(ada.get("/ship?team=checkout").body())
        .contains("3 of this team arrived in production");
    assertThat(ada.get("/ship?team=nobody").body())
        .contains("0 of this team arrived in production");
    var running = ada.get("/api/v1/running").json().get("items").get(0);
    assertThat(running.get("version").asText()).isEqualTo("1");
    assertThat(kinds()).contains("deployment.rolled_back", "deployment.failed");
    var view =
        house
            .db()
            .read(
                tx ->
                    tx.handle()
                        .createQuery(
                            "select version || ' ' || kind || ' ' || production from deployment_view order by started_at")
                        .mapTo(String.class)
                        .list());
    assertThat(view)
        .containsExactly(
            "1 deployment true", "2 deployment true", "3 deployment true", "1 rollback true");
  }

  @Test
  void any_order_twice_or_a_day_late_comes_to_the_same() {
    var words =
        List.of(
            told("1", "started", 0),
            told("1", "succeeded", 3),
            told("2", "started", 10),
            told("2", "succeeded", 13),
            told("3", "started", 20),
            told("3", "failed", 23),
            told("3", "started", 40),
            told("3", "succeeded", 44),
            told("1", "started", 50),
            told("1", "succeeded", 55),
            told("1", "succeeded", 500));
    words.forEach(
        w -> assertThat(pipeline.postJson("/api/v1/deployments", w).status()).isEqualTo(202));
    var once = said();
    assertThat(once)
        .containsExactly(
            "1 succeeded deployment null",
            "1 succeeded redeploy 1",
            "1 succeeded rollback 3",
            "2 succeeded deployment 1",
            "3 failed deployment 2",
            "3 succeeded deployment 2");
    for (long seed = 1; seed <= 3; seed++) {
      house.close();
      house = new TestHouse();
      ada = house.as("ada", "admin");
      found();
      var random = new Random(seed);
      var shuffled = new ArrayList<>(words);
      shuffled.addAll(words.subList(random.nextInt(5), 8));
      Collections.shuffle(shuffled, random);
      for (var word : shuffled) {
        pipeline.postJson("/api/v1/deployments", word);
        if (random.nextInt(3) == 0) {
          house.fastForward(Duration.ofHours(random.nextInt(24)));
        }
      }
      assertThat(said()).as("seed " + seed).isEqualTo(once);
    }
  }

  @Test
  void who_may_tell_is_known_before_a_word_is_read() {
    var body = told("1", "succeeded", 0);
    assertThat(house.visitor().postJson("/api/v1/deployments", body).status()).isEqualTo(401);
    assertThat(
            house
                .visitor()
                .withToken("ria_in_nobody")
                .postJson("/api/v1/deployments", body)
                .status())
        .isEqualTo(401);
    // Another site's page may not tell in Ada's name; Ada herself may.
    var lured =
        house.visitor().with("Cookie", ada.header("Cookie")).with("Origin", "https://evil.example");
    assertThat(lured.postJson("/api/v1/deployments", body).status()).isEqualTo(401);
    assertThat(ada.postJson("/api/v1/deployments", body).status()).isEqualTo(202);
    assertThat(house.as("vera", "viewer").postJson("/api/v1/deployments", body).status())
        .isEqualTo(401);
    assertThat(deployments()).hasSize(1);
    assertThat(ada.get("/sources").body()).contains(", by hand");
  }

  @Test
  void what_cannot_be_understood_is_named_and_nothing_of_it_is_kept() {
    var answer =
        pipeline.postJson(
            "/api/v1/deployments",
            List.of(told("1", "succeeded", 0), Map.of("service", "payments", "state", "started")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("detail").asText()).contains("/1/environment");
    var huge = ("\"" + "x".repeat(2_200_000) + "\"").getBytes(StandardCharsets.UTF_8);
    assertThat(pipeline.send("POST", "/api/v1/deployments", "application/json", huge).status())
        .isEqualTo(413);
    assertThat(deployments()).isEmpty();
    assertThat(count("select count(*) from signal")).isZero();
    assertThat(ada.get("/deployments?state=dreamt").status()).isEqualTo(400);
    assertThat(ada.get("/deployments/999").status()).isEqualTo(404);
    assertThat(ada.get("/services/payments/deployments/markers?from=now&to=then").status())
        .isEqualTo(400);
  }

  /** As a pipeline's curl does that reads nothing before it has sent all. */
  @Test
  void who_talks_too_long_or_may_not_talk_still_hears_the_answer() throws IOException {
    assertThat(sentWhole("ria_in_nobody")).startsWith("HTTP/1.1 401");
    assertThat(sentWhole(source("Long-winded", "deployments").token())).startsWith("HTTP/1.1 413");
  }

  private String sentWhole(String token) throws IOException {
    var much = new byte[12_000_000];
    var base = house.base();
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      var out = socket.getOutputStream();
      var head =
          """
          POST /api/v1/deployments HTTP/1.1
          Host: rialto
          Content-Type: application/json
          Authorization: Bearer %s
          Content-Length: %d

          """
              .formatted(token, much.length)
              .replace("\n", "\r\n");
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(much);
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  private long count(String sql) {
    return house.db().read(tx -> tx.handle().createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void what_belongs_to_no_service_is_shown_and_one_word_moves_its_past() {
    for (var word : List.of(told("1", "succeeded", 0), told("2", "succeeded", 5))) {
      word.put("service", "the-old-shop");
      assertThat(pipeline.postJson("/api/v1/deployments", word).status()).isEqualTo(202);
    }
    assertThat(deployments()).isEmpty();
    var unmatched = ada.get("/api/v1/unmatched").json().get("items").get(0);
    assertThat(unmatched.get("service").asText()).isEqualTo("the-old-shop");
    assertThat(unmatched.get("deployments").asLong()).isEqualTo(2);
    assertThat(ada.get("/mappings").body())
        .contains("the-old-shop")
        .contains("No service is called");
    assertThat(ada.get("/ship").body()).contains("1 repository or name belongs");

    var nowhere =
        ada.post("/mappings", Map.of("told_service", "the-old-shop", "service", "nothing"));
    assertThat(nowhere.status()).isEqualTo(422);
    assertThat(nowhere.body()).contains("There is no such service").contains("value=\"nothing\"");
    assertThat(
            ada.post("/mappings", Map.of("told_service", "the-old-shop", "service", "pay-api"))
                .status())
        .isEqualTo(303);
    assertThat(said()).containsExactly("1 succeeded deployment null", "2 succeeded deployment 1");
    assertThat(kinds()).as("the past is not told anew").isEmpty();

    var twice =
        ada.postJson(
            "/api/v1/mappings", Map.of("told_service", "the-old-shop", "service", "payments"));
    assertThat(twice.status()).isEqualTo(409);
    var mapping = ada.get("/api/v1/mappings").json().get("items").get(0).get("id").asLong();
    assertThat(ada.delete("/api/v1/mappings/" + mapping).status()).isEqualTo(204);
    assertThat(deployments()).isEmpty();
    assertThat(ada.get("/api/v1/unmatched").json().get("items")).hasSize(1);
  }

  @Test
  void a_service_that_joins_the_catalog_finds_what_was_told_of_it_before() {
    var word = told("1", "succeeded", 0);
    word.put("service", "mail");
    pipeline.postJson("/api/v1/deployments", word);
    assertThat(deployments()).isEmpty();
    made(ada.postJson("/api/v1/services", Map.of("name", "Mail")));
    assertThat(deployments()).hasSize(1);
    assertThat(
            ada.get("/api/v1/running?service=mail").json().get("items").get(0).get("tier").asText())
        .isEqualTo("production");
  }

  private Visitor.Answer github(
      Sender sender, String event, String delivery, byte[] body, String secret) {
    return house
        .visitor()
        .with("X-GitHub-Event", event)
        .with("X-GitHub-Delivery", delivery)
        .with("X-Hub-Signature-256", "sha256=" + signature(secret, body))
        .send("POST", "/api/v1/signals/github/" + sender.id(), "application/json", body);
  }

  private void github(Sender sender, String event, String body) {
    var answer =
        github(
            sender,
            event,
            "delivery-" + ++deliveries,
            body.getBytes(StandardCharsets.UTF_8),
            sender.token());
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  private static String signature(String secret, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String status(String id, String state, String at) {
    return """
        {"action":"created","deployment_status":{"state":"%s","created_at":"%s"},
         "deployment":{"id":%s,"sha":"f95f852bd8fca8fcc58a9a2d6c842781e32a215e","ref":"v3.1.0","environment":"production",
          "creator":{"login":"grace"},"created_at":"2026-11-17T13:00:00Z"},%s}
        """
        .formatted(state, at, id, REPOSITORY);
  }

  @Test
  void github_is_believed_by_its_signature_and_a_delivery_told_again_is_kept_once() {
    var hub = source("GitHub", "github");
    assertThat(ada.get("/sources/" + hub.id()).body())
        .contains("/api/v1/signals/github/" + hub.id())
        .contains("Waiting for the first signal");
    var body = status("9", "in_progress", "2026-11-17T13:01:00Z").getBytes(StandardCharsets.UTF_8);
    assertThat(github(hub, "deployment_status", "d1", body, "guessed").status()).isEqualTo(401);
    assertThat(github(new Sender(999, ""), "deployment_status", "d1", body, "x").status())
        .isEqualTo(401);
    var tampered =
        new String(body, StandardCharsets.UTF_8)
            .replace("v3.1.0", "v6.6.6")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(
            house
                .visitor()
                .with("X-GitHub-Event", "deployment_status")
                .with("X-Hub-Signature-256", "sha256=" + signature(hub.token(), body))
                .send("POST", "/api/v1/signals/github/" + hub.id(), "application/json", tampered)
                .status())
        .isEqualTo(401);
    Await.until(
        () -> count("select count(*) from journal_entry where kind = 'signal.refused'") >= 1);
    assertThat(count("select count(*) from signal")).isZero();

    for (int i = 0; i < 3; i++) {
      assertThat(github(hub, "deployment_status", "d1", body, hub.token()).status()).isEqualTo(202);
    }
    assertThat(count("select count(*) from signal")).isEqualTo(1);
    assertThat(count("select max(count) from signal")).isEqualTo(3);
    var running = deployments();
    assertThat(running).hasSize(1);
    assertThat(running.getFirst().get("version").asText()).isEqualTo("v3.1.0");
    assertThat(running.getFirst().get("service").asText()).isEqualTo("payments");
    assertThat(running.getFirst().get("environment").asText()).isEqualTo("Prod");
    assertThat(ada.get("/sources/" + hub.id() + "/heard").body()).contains("It works");

    github(hub, "deployment_status", status("9", "inactive", "2026-11-17T13:30:00Z"));
    github(hub, "deployment_status", status("9", "success", "2026-11-17T13:06:00Z"));
    var done = deployments().getFirst();
    assertThat(done.get("state").asText()).isEqualTo("succeeded");
    assertThat(done.get("finished_at").asText()).isEqualTo("2026-11-17T13:06:00Z");
    var whole = ada.get("/api/v1/deployments/" + done.get("id").asLong()).json();
    assertThat(whole.get("transitions")).hasSize(3);
  }

  @Test
  void an_event_nobody_reads_is_kept_and_a_ping_turns_the_set_up_page_green() {
    var hub = source("GitHub", "github");
    github(hub, "ping", "{\"zen\":\"Keep it logically awesome.\",\"hook_id\":1}");
    house.settle();
    assertThat(ada.get("/api/v1/sources/" + hub.id()).json().get("state").asText())
        .isEqualTo("heard");
    assertThat(ada.get("/sources/" + hub.id()).body()).contains("It works").contains("ping");
    assertThat(count("select count(*) from signal where parked_at is null")).isEqualTo(1);
    var bad = "{\"deployment\":{}}".getBytes(StandardCharsets.UTF_8);
    var answer = github(hub, "deployment", "d2", bad, hub.token());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("detail").asText()).contains("/deployment/environment");
  }

  private static String job(long id, String status, String more) {
    return """
        {"action":"%s","workflow_job":{"id":%d,"run_id":3,"run_attempt":1,"workflow_name":"Deploy","status":"%s","name":"job-%d",
         "created_at":"2026-11-17T13:00:00Z","labels":["linux-large"]%s},%s}
        """
        .formatted(status, id, status, id, more, REPOSITORY);
  }

  @Test
  void what_waits_names_whoever_it_waits_for() {
    var hub = source("GitHub", "github");
    github(
        hub,
        "workflow_job",
        job(
            1,
            "completed",
            ",\"conclusion\":\"success\",\"started_at\":\"2026-11-17T13:01:00Z\",\"completed_at\":\"2026-11-17T13:05:00Z\""));
    github(hub, "workflow_job", job(2, "waiting", ",\"started_at\":\"2026-11-17T13:00:00Z\""));
    github(
        hub,
        "workflow_run",
        """
        {"action":"in_progress","workflow_run":{"id":3,"run_attempt":1,"run_number":17,"name":"Deploy","display_title":"Retry the card token",
         "status":"in_progress","head_branch":"main","head_sha":"abc","event":"push","path":".github/workflows/deploy.yml",
         "created_at":"2026-11-17T12:59:00Z","updated_at":"2026-11-17T13:01:00Z","actor":{"login":"grace"}},%s}
        """
            .formatted(REPOSITORY));
    house.settle();
    assertThat(ada.get("/ship").body()).contains("an approval").contains("Retry the card token");
    github(
        hub,
        "deployment_review",
        """
        {"action":"requested","since":"2026-11-17T13:06:00Z","environment":"Prod",
         "workflow_run":{"id":3,"run_attempt":1,"name":"Deploy","created_at":"2026-11-17T12:59:00Z"},
         "workflow_job_run":{"id":2,"name":"job-2","created_at":"2026-11-17T13:00:00Z"},
         "reviewers":[{"type":"User","reviewer":{"login":"ifeoma"}}],%s}
        """
            .formatted(REPOSITORY));
    house.settle();
    var ship = ada.get("/ship").body();
    assertThat(ship)
        .contains("1 is on its way, and it waits")
        .contains("ifeoma")
        .contains("step 2 of 2: job-2")
        .contains("1 h 00 min");
    var run = ada.get("/api/v1/runs").json().get("items").get(0);
    assertThat(run.get("service").asText()).isEqualTo("payments");
    var whole = ada.get("/api/v1/runs/" + run.get("id").asLong()).json();
    assertThat(whole.get("jobs")).hasSize(2);
    assertThat(whole.get("jobs").get(1).get("started_at").isNull()).isTrue();
    assertThat(ada.get("/runs/" + run.get("id").asLong()).body()).contains("waits for ifeoma");

    github(
        hub,
        "pull_request",
        """
        {"action":"review_requested","number":4,"pull_request":{"number":4,"html_url":"https://github.com/row/shop/pull/4","state":"open",
         "title":"Show the delivery date","user":{"login":"bea"},"created_at":"2026-11-17T10:00:00Z","updated_at":"2026-11-17T11:00:00Z",
         "requested_reviewers":[{"login":"ada"}],"head":{"ref":"x","sha":"a"},"base":{"ref":"main","sha":"b"}},
         "sender":{"login":"bea"},%s}
        """
            .formatted(REPOSITORY));
    house.settle();
    assertThat(ada.get("/ship").body())
        .contains("2 are on their way, and all of them wait")
        .contains("Show the delivery date");
  }

  @Test
  void a_push_is_a_change_once_whoever_tells_of_it() {
    var hub = source("GitHub", "github");
    var push =
        """
        {"ref":"refs/heads/main","commits":[{"id":"abc1","message":"Retry once\\n\\nmore","timestamp":"2026-11-17T12:00:00+01:00",
         "author":{"name":"Grace","username":"grace"},"added":["a"],"modified":["b"],"removed":[]}],
         "repository":{"full_name":"row/shop","html_url":"https://github.com/row/shop","pushed_at":1794920400}}
        """;
    github(hub, "push", push);
    github(hub, "push", push);
    house.settle();
    var changes = ada.get("/api/v1/changes?service=payments").json().get("items");
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).get("title").asText()).isEqualTo("Retry once");
    assertThat(changes.get(0).get("authored_at").asText()).isEqualTo("2026-11-17T11:00:00Z");
  }

  @Test
  void gitlab_is_known_by_its_token_and_its_pipeline_by_its_builds() {
    var lab = source("GitLab", "gitlab");
    var body =
        """
        {"object_kind":"pipeline","object_attributes":{"id":31,"iid":5,"ref":"main","sha":"bcbb","status":"running","source":"push",
         "created_at":"2026-11-17 13:00:00 UTC"},"user":{"name":"Grace"},"project":{"web_url":"https://gitlab.example/row/shop"},
         "commit":{"message":"Queue the outbox"},"builds":[
          {"id":380,"stage":"build","name":"build","status":"success","created_at":"2026-11-17 13:00:00 UTC","started_at":"2026-11-17 13:01:00 UTC","finished_at":"2026-11-17 13:03:00 UTC"},
          {"id":381,"stage":"deploy","name":"to Prod","status":"manual","when":"manual","created_at":"2026-11-17 13:00:00 UTC","environment":{"name":"production","deployment_tier":"production"}}]}
        """;
    var stranger =
        house.visitor().with("X-Gitlab-Event", "Pipeline Hook").with("X-Gitlab-Token", "guess");
    assertThat(stranger.postJson("/api/v1/signals/gitlab", body).status()).isEqualTo(401);
    var known =
        house
            .visitor()
            .with("X-Gitlab-Event", "Pipeline Hook")
            .with("X-Gitlab-Token", lab.token())
            .with("X-Gitlab-Event-UUID", "one");
    for (int i = 0; i < 2; i++) {
      assertThat(known.postJson("/api/v1/signals/gitlab", body).status()).isEqualTo(202);
    }
    house.settle();
    assertThat(count("select count(*) from signal")).isEqualTo(1);
    assertThat(ada.get("/ship").body()).contains("somebody to start “to Prod” by hand");
    assertThat(ada.get("/api/v1/unmatched").json().get("items").get(0).get("repository").asText())
        .isEqualTo("gitlab.example/row/shop");
    ada.postJson(
        "/api/v1/mappings",
        Map.of("repository", "https://gitlab.example/row/shop", "service", "payments"));
    assertThat(ada.get("/api/v1/runs?service=payments").json().get("items")).hasSize(1);
  }

  @Test
  void a_rebuild_from_the_raw_comes_to_the_same_and_tells_nobody() {
    var hub = source("GitHub", "github");
    tells("1", "succeeded", 0);
    tells("2", "started", 10);
    tells("2", "succeeded", 15);
    github(hub, "deployment_status", status("9", "success", "2026-11-17T13:06:00Z"));
    github(hub, "workflow_job", job(1, "in_progress", ",\"started_at\":\"2026-11-17T13:01:00Z\""));
    var before = said();
    var kinds = kinds();
    house
        .db()
        .run(
            tx -> {
              for (var table :
                  List.of(
                      "deployment_event",
                      "deployment",
                      "deployment_thread",
                      "pipeline_event",
                      "pipeline_job",
                      "pipeline_run")) {
                tx.handle().execute("delete from " + table);
              }
            });
    assertThat(deployments()).isEmpty();
    assertThat(ada.postJson("/api/v1/sources/rebuild", Map.of()).status()).isEqualTo(200);
    assertThat(said()).isEqualTo(before);
    assertThat(kinds()).isEqualTo(kinds);
    assertThat(ada.get("/api/v1/runs").json().get("items")).hasSize(1);
  }

  @Test
  void markers_lie_where_the_deployments_were() {
    tells("2.41.0", "succeeded", 0);
    house.settle();
    var from = TestHouse.START.minus(Duration.ofHours(20));
    var marks =
        ada.get(
                "/services/payments/deployments/markers?from=%s&to=%s"
                    .formatted(from, TestHouse.START))
            .body();
    assertThat(marks).contains("x1=\"50.00%\"").contains("2.41.0 in Prod: Deployed");
    assertThat(
            ada.get(
                    "/services/payments/deployments/markers?from=%s&to=%s"
                        .formatted(TestHouse.START, TestHouse.START.plusSeconds(60)))
                .body()
                .strip())
        .isEmpty();
  }

  @Test
  void lists_are_filtered_by_their_address_and_leave_as_csv_and_json() {
    tells("1", "succeeded", 0);
    tells("2", "failed", 5);
    house.settle();
    assertThat(ada.get("/deployments?state=failed").body())
        .contains(">Failed<")
        .doesNotContain(">Deployed<");
    assertThat(ada.get("/deployments?service=payments&environment=PROD&q=1").body())
        .contains(">Deployed<")
        .doesNotContain(">Failed<");
    assertThat(ada.get("/deployments?team=nobody").body()).contains("No deployment is like that");
    assertThat(ada.get("/deployments/export.csv").body().lines().toList()).hasSize(3);
    assertThat(ada.get("/deployments/export.json").json().get("items")).hasSize(2);
    assertThat(ada.get("/ship/where").body()).contains("Payments").contains("Prod");
    assertThat(ada.get("/ship/where/export.csv").body())
        .contains("payments,Payments,checkout,Prod,production,1");
  }

  static boolean samplesAreAtHand() {
    return Files.isDirectory(SAMPLES);
  }

  /**
   * Every payload that real forges sent: taken, derived, none parked, and the same when told again.
   */
  @Test
  @EnabledIf("samplesAreAtHand")
  void what_real_forges_sent_replays_cleanly() throws Exception {
    var hub = source("GitHub", "github");
    var lab = source("GitLab", "gitlab");
    for (int round = 0; round < 2; round++) {
      try (var files = Files.list(SAMPLES.resolve("github"))) {
        for (var file : files.sorted().toList()) {
          var event = file.getFileName().toString().replaceFirst("\\..*$", "");
          var answer =
              github(
                  hub, event, file.getFileName().toString(), Files.readAllBytes(file), hub.token());
          assertThat(answer.status()).as(file + answer.body()).isEqualTo(202);
        }
      }
      try (var files = Files.list(SAMPLES.resolve("gitlab"))) {
        for (var file : files.sorted().toList()) {
          var answer =
              house
                  .visitor()
                  .with("X-Gitlab-Token", lab.token())
                  .with("X-Gitlab-Event", "whatever")
                  .with("Idempotency-Key", file.getFileName().toString())
                  .send(
                      "POST",
                      "/api/v1/signals/gitlab",
                      "application/json",
                      Files.readAllBytes(file));
          assertThat(answer.status()).as(file + answer.body()).isEqualTo(202);
        }
      }
      house.settle();
    }
    assertThat(count("select count(*) from signal where parked_at is not null")).isZero();
    assertThat(count("select count(*) from signal")).isEqualTo(25);
    assertThat(count("select count(*) from deployment")).isEqualTo(2);
    assertThat(count("select count(*) from deployment where state = 'succeeded'")).isEqualTo(2);
    assertThat(count("select count(*) from change_request where state = 'closed'"))
        .isGreaterThan(0);
    var unmatched =
        ada
            .get("/api/v1/unmatched?limit=100")
            .json()
            .get("items")
            .findValuesAsText("repository")
            .stream()
            .collect(Collectors.toSet());
    assertThat(unmatched).contains("github.com/codertocat/hello-world");
    for (var page : List.of("/ship", "/deployments", "/mappings", "/sources/" + hub.id())) {
      assertThat(ada.get(page).status()).isEqualTo(200);
    }
  }
}
