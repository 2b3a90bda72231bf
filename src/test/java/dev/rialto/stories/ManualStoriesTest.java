package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.ErrorPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual inside the product and as files: nothing without a way to it, no way to nothing. */
class ManualStoriesTest {
  private static final Pattern HREF = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]+)\"");
  private static final int MOST_BYTES = 300 * 1024;
  private static final Duration DRAWN_WITHIN = Duration.ofMillis(200);

  private static final TestHouse HOUSE = new TestHouse();
  private static final Visitor STRANGER = HOUSE.visitor();
  private static final Map<String, String> WALKED = walk();

  @AfterAll
  static void close() {
    HOUSE.close();
  }

  @Test
  void a_stranger_walks_from_the_start_to_every_page_and_every_link_leads_somewhere()
      throws IOException {
    var pages = WALKED;
    var wrong = new ArrayList<String>();
    pages.forEach(
        (path, body) -> {
          if (body.length() > MOST_BYTES) wrong.add(path + " has " + body.length() + " bytes");
          for (var href : hrefs(text(body))) {
            var address = href.replaceFirst("#.*", "");
            var target = address.isEmpty() ? path : address;
            var page = pages.get(target);
            if (page == null) {
              if (STRANGER.get(target).status() != 200) wrong.add(path + " leads to " + href);
            } else if (href.contains("#") && !ids(page).contains(href.replaceFirst(".*#", ""))) {
              wrong.add(path + " leads to " + href + ", which has no such place");
            }
          }
          // An id that stands twice leads to the first of the two.
          var twice = found(ID, body);
          new HashSet<>(twice)
              .forEach(
                  id -> {
                    if (twice.stream().filter(id::equals).count() > 1)
                      wrong.add(path + " has " + id + " twice");
                  });
        });
    try (var files = Files.walk(Path.of("docs"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".md")).toList()) {
        var path = file.toString().replaceFirst("\\.md$", "").replaceFirst("/README$", "");
        if (!pages.containsKey("/" + path)) wrong.add("no way to /" + path);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void it_is_there_at_once_and_has_nothing_of_this_house_in_it() {
    var slow = new ArrayList<String>();
    for (var path :
        List.of("/docs", "/docs/guide/on-call", "/docs/api/people", "/docs/benchmarks")) {
      long from = System.nanoTime();
      STRANGER.get(path);
      var took = Duration.ofNanos(System.nanoTime() - from);
      System.out.println(path + " took " + took.toMillis() + " ms");
      if (took.compareTo(DRAWN_WITHIN) > 0) slow.add(path + " took " + took);
    }
    assertThat(slow).isEmpty();
    var ada = HOUSE.as("ada", "admin");
    ada.postJson("/api/v1/teams", Map.of("name", "Nobody outside knows this team"));
    var told =
        walk().entrySet().stream()
            .filter(
                it -> it.getValue().matches("(?s).*(Nobody outside knows|merchantrow[.]example).*"))
            .map(Map.Entry::getKey);
    assertThat(told).isEmpty();
    assertThat(STRANGER.get("/docs/guide/no-such-page").status()).isEqualTo(404);
    assertThat(STRANGER.get("/docs/img/../../secret").status()).isIn(400, 404);
  }

  @Test
  void each_door_of_the_api_is_in_the_reference_with_who_may_pass_it() {
    var doors = new TreeSet<String>();
    for (var door : HOUSE.house.doors.all()) {
      if (door.path().matches("/api/v[12]/.*") && !door.method().name().equals("HEAD")) {
        doors.add(door.method() + " " + door.path().replaceAll("[{<][^}>]+[}>]", "{}"));
      }
    }
    var described = new TreeSet<String>();
    var without = new ArrayList<String>();
    for (var path : HOUSE.house.api.whole().path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (method.getKey().matches("get|put|post|patch|delete")) {
          var door =
              method.getKey().toUpperCase(java.util.Locale.ROOT)
                  + " "
                  + path.getKey().replaceAll("\\{[^}]+\\}", "{}");
          if (path.getKey().matches("/api/v[12]/.*")) described.add(door);
          if (!method.getValue().has("x-right")) without.add(door);
        }
      }
    }
    assertThat(without).as("described, and not opened").isEmpty();
    assertThat(described).isEqualTo(doors);
    var reference =
        WALKED.entrySet().stream()
            .filter(it -> it.getKey().startsWith("/docs/api/"))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining());
    var untold = new ArrayList<String>();
    for (var path : HOUSE.house.api.whole().path("paths").properties()) {
      if (!reference.contains("<code>" + path.getKey() + "</code>")) untold.add(path.getKey());
      for (JsonNode operation : path.getValue()) {
        var summary = operation.path("summary").asText();
        if (!reference.contains(">" + escaped(summary) + "<")) untold.add(summary);
      }
    }
    assertThat(untold).isEmpty();
    assertThat(WALKED.get("/docs/api/tokens"))
        .contains("whoever is signed in, or a token")
        .contains("curl -X DELETE -H");
  }

  @Test
  void every_screen_leads_to_its_page_of_the_guide() {
    var ada = HOUSE.as("ada", "admin");
    var pages = WALKED;
    var links = new TreeSet<String>();
    for (var screen :
        List.of(
            "/",
            "/services",
            "/run",
            "/oncall",
            "/ship",
            "/sources",
            "/people",
            "/incidents",
            "/checks",
            "/me",
            "/silences",
            "/maintenance",
            "/vitals",
            "/docs")) {
      var body = ada.get(screen).body();
      var help = Pattern.compile("tool-help\" href=\"([^\"]+)\"").matcher(body);
      assertThat(help.find()).as(screen).isTrue();
      links.add(help.group(1));
    }
    assertThat(links).hasSizeGreaterThan(10);
    for (var link : links) {
      var page = pages.getOrDefault(link.replaceFirst("#.*", ""), "");
      assertThat(page.isEmpty()).as(link).isFalse();
      if (link.contains("#")) assertThat(ids(page)).as(link).contains(link.replaceFirst(".*#", ""));
    }
    assertThat(STRANGER.get("/sign-in").body()).contains("href=\"/docs");
    assertThat(STRANGER.get("/nowhere").body()).contains("href=\"/docs");
    for (int status : new int[] {401, 403, 404, 500, 503}) {
      var link = new ErrorPage(status, "", "").readOn();
      var page = pages.getOrDefault(link.replaceFirst("#.*", ""), "");
      assertThat(page.isEmpty()).as(link).isFalse();
      if (link.contains("#")) assertThat(ids(page)).as(link).contains(link.replaceFirst(".*#", ""));
    }
  }

  @Test
  void as_files_it_needs_no_server(@TempDir Path directory) throws IOException {
    int pages = HOUSE.house.manual.write(directory);
    assertThat(pages).isEqualTo(WALKED.size()).isGreaterThan(100);
    var files = new HashMap<Path, String>();
    try (var all = Files.walk(directory)) {
      for (var file : all.filter(it -> it.toString().endsWith(".html")).toList()) {
        files.put(file, Files.readString(file));
      }
    }
    assertThat(files).hasSize(pages);
    var wrong = new ArrayList<String>();
    files.forEach(
        (file, body) -> {
          for (var href : hrefs(body)) {
            var target = file.resolveSibling(href.replaceFirst("#.*", "")).normalize();
            if (href.startsWith("#")) target = file;
            if (!Files.isRegularFile(target)) wrong.add(file + " leads to " + href);
            else if (href.contains("#")
                && !ids(files.getOrDefault(target, "")).contains(href.replaceFirst(".*#", ""))) {
              wrong.add(file + " leads to " + href + ", which has no such place");
            }
          }
          if (body.contains("style=") || body.contains("/webjars/"))
            wrong.add(file + " is not self-contained");
        });
    assertThat(wrong).isEmpty();
    assertThat(Files.readString(directory.resolve("assets/rialto.css")))
        .contains("url(\"tabler.min.css\")");
    assertThat(directory.resolve("assets/tabler.min.css")).isNotEmptyFile();
    assertThat(Files.readString(directory.resolve("assets/search.js")))
        .startsWith("window.rialtoManual=[")
        .contains("guide/on-call");
  }

  /** Every page of the manual that a stranger comes to from its start, by its address. */
  private static Map<String, String> walk() {
    var pages = new HashMap<String, String>();
    var ahead = new ArrayDeque<>(List.of("/docs"));
    while (!ahead.isEmpty()) {
      var path = ahead.poll();
      if (pages.containsKey(path)) continue;
      var answer = STRANGER.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      pages.put(path, answer.body());
      for (var href : hrefs(answer.body())) {
        var next = href.replaceFirst("#.*", "");
        if (next.matches("/docs(/[a-z0-9/-]+)?")) ahead.add(next);
      }
    }
    return pages;
  }

  private static Set<String> hrefs(String body) {
    return found(HREF, body).stream()
        .filter(it -> !it.matches("(https?|mailto):.*"))
        .map(it -> it.replace("&amp;", "&"))
        .collect(Collectors.toSet());
  }

  private static Set<String> ids(String body) {
    return new HashSet<>(found(ID, body));
  }

  private static List<String> found(Pattern pattern, String body) {
    return pattern.matcher(body).results().map((MatchResult it) -> it.group(1)).toList();
  }

  /** The manual's own part of a page, without the frame around it. */
  private static String text(String body) {
    return body.substring(body.indexOf("<main"), body.indexOf("</main>"));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
