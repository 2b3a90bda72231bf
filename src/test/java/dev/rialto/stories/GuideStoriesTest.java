package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the manual says can be typed, called or read off is so: its examples are fed to a house. */
class GuideStoriesTest {
  private static final Path GUIDE = Path.of("docs", "guide");
  private static final Pattern ADDRESS = Pattern.compile("(?m)^\\| `(/ping/TOKEN[^`]*)`");
  private static final Pattern METRIC =
      Pattern.compile("`((?:rialto|probe|jvm|process|system)_[a-z0-9_]+)");
  private static final Pattern FIGURE = Pattern.compile("\\| ([^|]*\\d[^|]*) \\|[^|]*\\|$");

  @Test
  void every_address_of_the_page_about_heartbeats_does_what_it_says() throws IOException {
    var page = Files.readString(GUIDE.resolve("checks/heartbeat.md"));
    try (var house = new TestHouse()) {
      var ada = house.as("ada", "member");
      ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
      ada.postJson("/api/v1/services", Map.of("name", "backup", "owner", "checkout"));
      var made =
          ada.postJson(
              "/api/v1/checks",
              Map.of(
                  "name",
                  "Nightly backup",
                  "service",
                  "backup",
                  "probe",
                  Map.of("type", "heartbeat", "period_s", 3_600, "grace_s", 600)));
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      long id = made.json().at("/check/id").asLong();
      var token = made.json().findValue("token").asText();
      var job = house.visitor();

      // What each of them means, in the words of the table.
      var expected =
          Map.of(
              "", "up", "/start", "up", "/fail", "down", "/log", "up", "/0", "up", "/255", "down");
      var addresses =
          ADDRESS.matcher(page).results().map(it -> it.group(1)).collect(Collectors.toSet());
      assertThat(addresses).hasSize(5);
      assertThat(page).contains("… `/255`");
      expected.forEach(
          (end, state) -> {
            if (!end.equals("/255")) assertThat(addresses).contains("/ping/TOKEN" + end);
            for (var method : List.of("GET", "POST", "HEAD")) {
              // Well first, so that each address speaks for itself.
              job.get("/ping/" + token);
              house.fastForward(Duration.ofSeconds(30));
              assertThat(job.send(method, "/ping/" + token + end, null, null).status())
                  .as(method + " " + end)
                  .isEqualTo(200);
              house.fastForward(Duration.ofSeconds(30));
              assertThat(ada.get("/api/v1/checks/" + id).json().get("state").asText())
                  .as(method + " " + end)
                  .isEqualTo(state);
            }
          });

      // The crontab: its last command, with the exit code of the job in place.
      var line =
          page.lines().filter(it -> it.contains("/usr/local/bin/backup")).findFirst().orElseThrow();
      var url = line.substring(line.lastIndexOf("https://rialto.example.com"));
      assertThat(url).endsWith("/ping/TOKEN/$?");
      var path = url.replace("https://rialto.example.com", "").replace("TOKEN", token);
      assertThat(job.get(path.replace("$?", "3")).status()).isEqualTo(200);
      house.fastForward(Duration.ofSeconds(30));
      assertThat(ada.get("/api/v1/checks/" + id).json().get("state").asText()).isEqualTo("down");

      // Uptime Kuma's clients, and what a body and a rid are for.
      assertThat(page).contains("`/api/push/TOKEN?status=up&msg=OK&ping=`");
      assertThat(job.get("/api/push/" + token + "?status=up&msg=OK&ping=").status()).isEqualTo(200);
      house.fastForward(Duration.ofSeconds(30));
      assertThat(ada.get("/api/v1/checks/" + id).json().get("state").asText()).isEqualTo("up");
      assertThat(page).contains("`?rid=NAME`").contains("first 10 KB");
      var said =
          job.send(
              "POST",
              "/ping/" + token + "/log?rid=night",
              "text/plain",
              ("gone through 7,311 rows " + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
      assertThat(said.status()).isEqualTo(200);
      assertThat(ada.get("/checks/" + id).body()).contains("gone through 7,311 rows");
    }
  }

  @Test
  void every_figure_for_prometheus_is_there_and_none_is_kept_from_the_manual() throws IOException {
    var page =
        Files.readString(GUIDE.resolve("monitoring.md"))
            + Files.readString(GUIDE.resolve("vitals.md"));
    try (var house = new TestHouse();
        var shop = new Shop()) {
      var ada = house.as("ada", "admin");
      ada.postJson("/api/v1/services", Map.of("name", "shop"));
      var made =
          ada.postJson(
              "/api/v1/checks",
              Map.of(
                  "name",
                  "Open",
                  "service",
                  "shop",
                  "probe",
                  Map.of("type", "http", "urls", List.of(shop.url()))));
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      house.fastForward(Duration.ofMinutes(2));
      var told =
          ada.get("/metrics")
              .body()
              .lines()
              .filter(it -> !it.startsWith("#") && !it.isBlank())
              .map(it -> it.replaceFirst("[{ ].*", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      var documented =
          METRIC.matcher(page).results().map(it -> it.group(1)).collect(Collectors.toSet());
      assertThat(documented).hasSizeGreaterThan(15);
      // A shop without TLS has no certificate to tell of; the names are where they are made.
      var checks =
          METRIC
              .matcher(
                  Files.readString(Path.of("src/main/java/dev/rialto/rounds/CheckMetrics.java"))
                      .replace('"', '`'))
              .results()
              .map(it -> it.group(1))
              .collect(Collectors.toSet());
      assertThat(checks).contains("probe_success");
      assertThat(documented.stream().filter(it -> it.startsWith("probe_")))
          .containsExactlyInAnyOrderElementsOf(checks);
      assertThat(told)
          .containsAll(documented.stream().filter(it -> !it.startsWith("probe_")).toList())
          .contains("probe_success");
      // Java's own are many; of ours and of the checks every single one is said.
      assertThat(told.stream().filter(it -> it.startsWith("rialto_") || it.startsWith("probe_")))
          .allSatisfy(it -> assertThat(documented).contains(it));
    }
  }

  @Test
  void sizing_quotes_what_was_measured() throws IOException {
    var benchmarks = Files.readString(Path.of("docs", "benchmarks.md"));
    var page = Files.readString(GUIDE.resolve("sizing.md"));
    var table =
        page.substring(page.indexOf("## What it takes"), page.indexOf("**Written is not kept"));
    var figures =
        table
            .lines()
            .flatMap(it -> FIGURE.matcher(it).results())
            .flatMap(
                it ->
                    Pattern.compile("[\\d][\\d.,]*(?: (?:MiB|KB|%|s|ms))?")
                        .matcher(it.group(1))
                        .results())
            .map(it -> it.group())
            .toList();
    assertThat(figures).hasSizeGreaterThan(6);
    assertThat(figures).allSatisfy(it -> assertThat(benchmarks).contains(it));
  }
}
