package dev.rialto.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list as files: its shape, its end, and what happens half-way. */
class ExportTest {
  private record Team(String slug, String name) {}

  private record Row(
      long id,
      @Nullable Team team,
      List<String> tags,
      Instant startedAt,
      boolean open,
      @JsonProperty("uptime_24h") String day) {}

  private @Nullable Doors doors;

  @AfterEach
  void close() {
    if (doors != null) doors.close();
  }

  @Test
  void fields_are_columns_and_those_inside_them_too() throws Exception {
    var at = Instant.parse("2026-11-17T14:00:00Z");
    opened(
        Export.ofFew(
            "rows",
            Row.class,
            (ctx, most) ->
                List.of(
                    new Row(
                        1, new Team("checkout", "Check, out"), List.of("a", "b"), at, true, "x"),
                    new Row(2, null, List.of(), at, false, "=y"))));
    assertThat(get("/rows/export.csv").body())
        .isEqualTo(
            """
            id,team_slug,team_name,tags,started_at,open,uptime_24h\r
            1,checkout,"Check, out","a, b",2026-11-17T14:00:00Z,yes,x\r
            2,,,,2026-11-17T14:00:00Z,no,'=y\r
            """);
    var json = Json.tree(get("/rows/export.json").body());
    assertThat(json.at("/items/0/team/slug").asText()).isEqualTo("checkout");
    assertThat(json.at("/items/1/team").isNull()).isTrue();
    assertThat(json.at("/items/1/uptime_24h").asText()).isEqualTo("=y");
    assertThat(json.at("/count").asInt()).isEqualTo(2);
    assertThat(json.at("/cut").isNull()).isTrue();
  }

  @Test
  void what_is_too_long_says_so_in_its_name_and_at_its_end() throws Exception {
    opened(
        Export.of(
            "rows",
            Team.class,
            (ctx, most, row) ->
                IntStream.range(0, most).forEach(n -> row.accept(new Team("t" + n, "Team " + n)))));
    var csv = get("/rows/export.csv");
    assertThat(name(csv)).contains("rows-first-50000.csv");
    var lines = csv.body().lines().toList();
    assertThat(lines).hasSize(Export.MOST_ROWS + 2);
    assertThat(lines.get(Export.MOST_ROWS)).isEqualTo("t49999,Team 49999");
    assertThat(lines.getLast()).startsWith("\"Cut after 50000 rows").endsWith(",");
    var json = Json.tree(get("/rows/export.json").body());
    assertThat(json.get("items")).hasSize(Export.MOST_ROWS);
    assertThat(json.get("count").asInt()).isEqualTo(Export.MOST_ROWS);
    assertThat(json.get("cut").asText()).contains("narrow the filter");
  }

  @Test
  void what_fails_half_way_is_no_file_and_leaves_none() throws Exception {
    opened(
        Export.of(
            "rows",
            Team.class,
            (ctx, most, row) -> {
              row.accept(new Team("first", "First"));
              throw Problem.badRequest("kind is one of these.");
            }));
    long before = left();
    var answer = get("/rows/export.csv");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    assertThat(answer.body()).doesNotContain("First");
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void a_long_list_is_read_a_stretch_at_a_time() {
    var all = IntStream.rangeClosed(1, 2_500).mapToObj(n -> (long) n).toList();
    var asked = new java.util.ArrayList<Integer>();
    var read = new java.util.ArrayList<Long>();
    Export.Stretch<Long> stretch =
        (last, most) -> {
          asked.add(most);
          return all.stream().filter(n -> n > last).limit(most).toList();
        };
    Export.walk(10_000, 0, stretch, n -> n, read::add);
    assertThat(read).isEqualTo(all);
    assertThat(asked).containsExactly(1_000, 1_000, 1_000);
    read.clear();
    Export.walk(1_500, 0, stretch, n -> n, read::add);
    assertThat(read).hasSize(1_500);
  }

  private void opened(Export<?> export) {
    var opened = new Doors(new Pages(), URI.create("http://localhost"), List.of());
    export.open(opened, "/rows", Access.ANYONE);
    opened.open("127.0.0.1", 0);
    doors = opened;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    int port = java.util.Objects.requireNonNull(doors).port();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Accept", "application/json")
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static String name(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Disposition").orElse("");
  }

  private static long left() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.getFileName().toString().startsWith("rialto-export-")).count();
    }
  }
}
