package dev.rialto.forges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.delivery.Step;
import dev.rialto.pipelines.Heard;
import dev.rialto.pipelines.Stand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What forges write, by hand to their contracts; and what real ones wrote, where it lies at hand.
 */
class ForgesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
  private static final Path SAMPLES = Path.of("../shared/samples");

  private static final String REPOSITORY =
      "\"repository\":{\"full_name\":\"row/shop\",\"html_url\":\"https://github.com/row/shop\"}";

  private static Heard github(String event, String body) {
    return Forge.GITHUB.read(event, body.getBytes(StandardCharsets.UTF_8), 1, NOW);
  }

  private static Heard gitlab(String body) {
    return Forge.GITLAB.read("", body.getBytes(StandardCharsets.UTF_8), 1, NOW);
  }

  private static Heard plain(String body) {
    return Forge.PLAIN.read("deployment", body.getBytes(StandardCharsets.UTF_8), 1, NOW);
  }

  @Test
  void a_job_that_waits_has_not_started_whatever_started_at_says() {
    var job =
        github(
                "workflow_job",
                """
                {"action":"waiting","workflow_job":{"id":7,"run_id":3,"status":"waiting","name":"deploy",
                 "created_at":"2026-11-20T13:00:00Z","started_at":"2026-11-20T13:00:00Z","labels":["k8s"]},%s}
                """
                    .formatted(REPOSITORY))
            .jobs()
            .getFirst();
    assertThat(job.turns()).extracting("stand").containsExactly(Stand.QUEUED, Stand.WAITING);
    assertThat(job.runner()).isEqualTo("k8s");
    assertThat(job.run().key()).isEqualTo("github.com/row/shop/runs/3/1");
  }

  @Test
  void a_job_that_ended_tells_every_moment_of_its_own() {
    var job =
        github(
                "workflow_job",
                """
                {"action":"completed","workflow_job":{"id":7,"run_id":3,"run_attempt":2,"status":"completed",
                 "conclusion":"failure","name":"test","runner_name":"linux-3","created_at":"2026-11-20T13:00:00Z",
                 "started_at":"2026-11-20T13:02:00Z","completed_at":"2026-11-20T13:05:00Z"},%s}
                """
                    .formatted(REPOSITORY))
            .jobs()
            .getFirst();
    assertThat(job.turns())
        .extracting("stand")
        .containsExactly(Stand.QUEUED, Stand.RUNNING, Stand.FAILED);
    assertThat(job.turns().getLast().at()).isEqualTo(Instant.parse("2026-11-20T13:05:00Z"));
    assertThat(job.run().key()).endsWith("/runs/3/2");
  }

  @Test
  void who_is_asked_to_approve_has_a_name() {
    var job =
        github(
                "deployment_review",
                """
                {"action":"requested","since":"2026-11-20T13:10:00Z","environment":"Prod",
                 "workflow_run":{"id":3,"run_attempt":1,"name":"Deploy","created_at":"2026-11-20T13:00:00Z"},
                 "workflow_job_run":{"id":7,"name":"deploy","created_at":"2026-11-20T13:01:00Z"},
                 "reviewers":[{"type":"User","reviewer":{"login":"ifeoma"}},{"type":"Team","reviewer":{"name":"admins"}}],%s}
                """
                    .formatted(REPOSITORY))
            .jobs()
            .getFirst();
    assertThat(job.waitsFor()).isEqualTo("ifeoma, admins");
    assertThat(job.turns().getLast().at()).isEqualTo(Instant.parse("2026-11-20T13:10:00Z"));
  }

  @Test
  void a_deployment_is_named_by_its_tag_and_never_by_its_branch() {
    var body =
        """
        {"deployment_status":{"state":"%s","created_at":"2026-11-20T13:05:00Z"},
         "deployment":{"id":9,"sha":"f95f852bd8fca8fcc58a9a2d6c842781e32a215e","ref":"%s","environment":"production",
          "creator":{"login":"grace"},"created_at":"2026-11-20T13:00:00Z"},%s}
        """;
    var tagged = github("deployment_status", body.formatted("success", "v2.41.0", REPOSITORY));
    assertThat(tagged.deployments().getFirst().event().version()).isEqualTo("v2.41.0");
    assertThat(tagged.deployments().getFirst().event().step()).isEqualTo(Step.SUCCEEDED);
    assertThat(tagged.deployments().getFirst().key())
        .isEqualTo("github.com/row/shop/deployments/9");
    var branch = github("deployment_status", body.formatted("inactive", "main", REPOSITORY));
    assertThat(branch.deployments().getFirst().event().version()).isEmpty();
    assertThat(branch.deployments().getFirst().event().step()).isEqualTo(Step.NOTED);
  }

  @Test
  void an_event_of_next_year_says_nothing_and_is_no_mistake() {
    assertThat(github("deployment_dreamt", "{\"action\":\"dreamt\"}").size()).isZero();
    assertThat(gitlab("{\"object_kind\":\"wish\"}").size()).isZero();
  }

  @Test
  void what_an_event_cannot_be_without_is_named_by_its_place() {
    assertThatThrownBy(
            () ->
                github("deployment", "{\"deployment\":{\"environment\":\"x\"}," + REPOSITORY + "}"))
        .isInstanceOfSatisfying(
            NotUnderstood.class, bad -> assertThat(bad.pointer()).isEqualTo("/deployment/id"));
    assertThatThrownBy(() -> github("push", "payload=%7B%7D"))
        .isInstanceOfSatisfying(
            NotUnderstood.class,
            bad -> assertThat(bad.reason()).contains("content type application/json"));
  }

  @Test
  void gitlab_tells_the_commit_of_a_deployment_in_its_address_and_the_time_in_its_own_way() {
    var told =
        gitlab(
                """
                {"object_kind":"deployment","status":"running","status_changed_at":"2026-11-20 14:30:00 +0200",
                 "deployment_id":15,"deployable_url":"https://gitlab.example/row/shop/-/jobs/796","environment":"staging",
                 "environment_tier":"staging","project":{"web_url":"https://gitlab.example/row/shop"},
                 "commit_url":"https://gitlab.example/row/shop/-/commit/279484c09fbe69ededfced8c1bb6e6d24616b468",
                 "user":{"name":"Grace"}}
                """)
            .deployments()
            .getFirst();
    assertThat(told.event().at()).isEqualTo(Instant.parse("2026-11-20T12:30:00Z"));
    assertThat(told.event().sha()).isEqualTo("279484c09fbe69ededfced8c1bb6e6d24616b468");
    assertThat(told.origin().tier()).isEqualTo("staging");
    assertThat(told.key()).isEqualTo("gitlab.example/row/shop/deployments/15");
  }

  @Test
  void the_commit_of_a_gitlab_job_is_the_number_of_its_pipeline() {
    var job =
        gitlab(
                """
                {"object_kind":"build","build_id":1977,"build_name":"deploy","build_stage":"deploy","build_status":"manual",
                 "build_created_at":"2026-11-20 13:23:28 UTC","build_started_at":null,
                 "commit":{"id":2366,"sha":"2293ada6b400935a1378653304eaf6221e0fdb8f","message":"x"},
                 "repository":{"homepage":"https://gitlab.example/row/shop"}}
                """)
            .jobs()
            .getFirst();
    assertThat(job.run().key()).isEqualTo("gitlab.example/row/shop/pipelines/2366");
    assertThat(job.waitsFor()).contains("by hand");
    assertThat(job.turns().getLast().stand()).isEqualTo(Stand.WAITING);
    assertThat(job.turns().getFirst().at()).isEqualTo(Instant.parse("2026-11-20T13:23:28Z"));
  }

  @Test
  void a_line_of_curl_says_what_is_missing() {
    assertThat(
            plain(
                    "{\"service\":\"pay\",\"environment\":\"Prod\",\"version\":\"1\",\"state\":\"started\"}")
                .size())
        .isEqualTo(1);
    for (var bad :
        List.of(
            "{\"environment\":\"Prod\",\"version\":\"1\",\"state\":\"started\"} /service",
            "{\"service\":\"pay\",\"version\":\"1\",\"state\":\"started\"} /environment",
            "{\"service\":\"pay\",\"environment\":\"Prod\",\"state\":\"started\"} /version",
            "{\"service\":\"pay\",\"environment\":\"Prod\",\"version\":\"1\",\"state\":\"dreamt\"} /state",
            "{\"service\":\"pay\",\"environment\":\"Prod\",\"version\":\"1\",\"state\":\"started\",\"at\":\"noon\"} /at",
            "{\"service\":\"pay\",\"environment\":\"Prod\",\"version\":\"1\",\"state\":\"started\",\"at\":\"2026-11-21T14:00:00Z\"} /at")) {
      int cut = bad.lastIndexOf(' ');
      assertThatThrownBy(() -> plain(bad.substring(0, cut)))
          .isInstanceOfSatisfying(
              NotUnderstood.class, e -> assertThat(e.pointer()).isEqualTo(bad.substring(cut + 1)));
    }
  }

  @Test
  void devlakes_body_tells_start_and_end_at_once() {
    var told =
        plain(
                """
                {"id":"build-17","result":"FAILURE","environment":"PRODUCTION","startedDate":"2026-11-20T13:00:00+00:00",
                 "finishedDate":"2026-11-20T13:04:00+00:00","displayTitle":"Deploy 17",
                 "deploymentCommits":[{"repoUrl":"https://github.com/row/shop","refName":"v2.0.1",
                  "commitSha":"c4295bd74fb0f4fda03689c3df3f2803b658fd85"}]}
                """)
            .deployments();
    assertThat(told).extracting(t -> t.event().step()).containsExactly(Step.STARTED, Step.FAILED);
    assertThat(told.getLast().event().version()).isEqualTo("v2.0.1");
    assertThat(told.getLast().origin().repository()).isEqualTo("github.com/row/shop");
    assertThat(told).extracting("key").containsOnly("plain 1 build-17");
  }

  /** Whatever is cut or changed, the answer is facts or a place to mend, never a bug. */
  @Test
  void a_body_that_was_tampered_with_never_breaks_the_reader() {
    var body =
        """
        {"action":"completed","workflow_job":{"id":7,"run_id":3,"status":"completed","conclusion":"success",
         "created_at":"2026-11-20T13:00:00Z","labels":["a"],"completed_at":"2026-11-20T13:05:00Z"},%s}
        """
            .formatted(REPOSITORY);
    for (long seed = 1; seed <= 500; seed++) {
      var random = new Random(seed);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(Forge.GITHUB.read("workflow_job", bytes, 1, NOW).size())
            .isGreaterThanOrEqualTo(0);
      } catch (NotUnderstood bad) {
        assertThat(bad.reason()).as("seed " + seed).isNotBlank();
      }
    }
  }

  static boolean samplesAreAtHand() {
    return Files.isDirectory(SAMPLES);
  }

  @Test
  @EnabledIf("samplesAreAtHand")
  void what_real_forges_sent_is_understood() throws IOException {
    for (var forge : List.of("github", "gitlab")) {
      try (var files = Files.list(SAMPLES.resolve(forge))) {
        for (var file : files.sorted().toList()) {
          var event = file.getFileName().toString().replaceFirst("\\..*$", "");
          var body = Files.readAllBytes(file);
          var heard =
              (forge.equals("github") ? Forge.GITHUB : Forge.GITLAB).read(event, body, 1, NOW);
          boolean read =
              event.matches(
                  "deployment|deployment_status|deployment_review|workflow_.*|pull_request|deployment-event"
                      + "|pipeline-event|job-event|build-event|merge-request-event|push-event");
          assertThat(heard.size() > 0).as(file.toString()).isEqualTo(read);
        }
      }
    }
  }
}
