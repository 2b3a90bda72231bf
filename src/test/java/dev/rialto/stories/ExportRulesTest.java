package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Access;
import dev.rialto.platform.Doors.Door;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever a screen lists can be taken away as CSV and JSON. Every screen is walked with Merchant
 * Row in it; a list without its two files is found, and so is an exception that is none any more.
 */
class ExportRulesTest {
  private static final Pattern LIST =
      Pattern.compile("<(?:table|ul|ol) class=\"(?:table|list)[ \"]");
  private static final Pattern FILE =
      Pattern.compile("href=\"(/[^\"?]*/export)\\.(csv|json)(\\?[^\"]*)?\"");

  /** How many lists of a screen have no files of their own, at most, and why not. */
  private record Without(int lists, String because) {}

  private static final Map<String, Without> EXCEPTIONS =
      Map.ofEntries(
          // First screens: the head of lists that have files where they are whole.
          Map.entry("/", new Without(3, "the head of services, alerts and pages")),
          Map.entry("/first-steps", new Without(3, "six steps, and what one made on them")),
          Map.entry("/imports/{id}", new Without(1, "a refused file lists its mistakes")),
          Map.entry("/checks/{id}", new Without(1, "one check, and what it looks at")),
          Map.entry("/search", new Without(1, "finds of one question, from lists that have files")),
          Map.entry("/status", new Without(1, "public: JSON at /api/v1/status, and an Atom feed")),
          Map.entry("/a/{token}", new Without(1, "a link in a mail shows what its button does")),
          // The same rows once more, counted or picked out.
          Map.entry("/plan", new Without(1, "teams, which have files, by what they work on")),
          Map.entry("/notifications", new Without(2, "channels count its messages, trouble picks")),
          Map.entry("/vitals", new Without(1, "who hears of it is one sentence")),
          Map.entry("/teams/{slug}", new Without(1, "its last changes are the journal’s")),
          Map.entry("/capabilities/{slug}", new Without(1, "its last changes are the journal’s")),
          // One thing with its parts, which are in its own JSON.
          Map.entry("/services/{slug}", new Without(3, "one service and what it is made of")),
          Map.entry("/alerts/{id}", new Without(1, "one alert and its story")),
          Map.entry("/incidents/{id}", new Without(2, "one incident and its record")),
          Map.entry("/deployments/{id}", new Without(1, "one deployment and its steps")),
          Map.entry("/runs/{id}", new Without(1, "one run and its jobs")),
          Map.entry("/changes/{id}", new Without(2, "one change, its files and arrivals")),
          Map.entry("/items/{key}", new Without(3, "one item and what became of it")),
          Map.entry("/teams/{slug}/escalation", new Without(1, "one policy and its levels")),
          // How somebody is reached is in no file.
          Map.entry("/people/{id}", new Without(2, "one person, and how they are reached")),
          Map.entry("/me", new Without(1, "how one is reached oneself")),
          // What would happen, before it does.
          Map.entry("/maintenance/{id}", new Without(2, "what a window would reach")),
          Map.entry("/people/{id}/erasure", new Without(1, "what erasing would take")));

  @Test
  void every_list_has_its_two_files() {
    try (var house = new TestHouse()) {
      var company = Company.settle(house);
      var wrong = new ArrayList<String>();
      var needed = new LinkedHashSet<String>();
      var seen = new LinkedHashSet<String>();
      walk(house, company)
          .forEach(
              (path, door) -> {
                var page = company.ada().get(path);
                if (page.body().startsWith("<!doctype html>")) {
                  look(company.ada(), door, path, page.body(), wrong, needed, seen);
                }
              });
      assertThat(wrong).isEmpty();
      assertThat(needed).as("exceptions that are none any more").containsAll(EXCEPTIONS.keySet());
      assertThat(seen).as("lists with files").hasSizeGreaterThan(30);
    }
  }

  @Test
  void an_export_asks_for_no_less_than_its_page() {
    try (var house = new TestHouse()) {
      var exports =
          house.house.doors.all().stream()
              .filter(door -> door.path().matches(".*/export\\.(csv|json)"))
              .toList();
      assertThat(exports).hasSizeGreaterThan(60);
      for (var export : exports) {
        var page = page(house, export);
        // A list that only some see on a page of many asks for more than the page.
        assertThat(export.access()).as(export.path()).isGreaterThanOrEqualTo(page.access());
        if (export.path().startsWith(page.path() + "/export.")) {
          assertThat(export.access()).as(export.path()).isEqualTo(page.access());
        }
      }
    }
  }

  /** The nearest page above a file: that of the list, or that of the thing it belongs to. */
  private static Door page(TestHouse house, Door export) {
    var path = export.path().replaceFirst("/export\\.(csv|json)$", "");
    while (!path.isEmpty()) {
      var found = path;
      var door =
          house.house.doors.all().stream()
              .filter(each -> each.method().equals(HandlerType.GET) && each.path().equals(found))
              .findFirst();
      if (door.isPresent()) {
        return door.get();
      }
      path = path.substring(0, path.lastIndexOf('/'));
    }
    throw new AssertionError("No page has " + export.path());
  }

  private static void look(
      Visitor ada,
      String door,
      String path,
      String page,
      List<String> wrong,
      Set<String> needed,
      Set<String> seen) {
    var files = new LinkedHashMap<String, Set<String>>();
    FILE.matcher(page)
        .results()
        .forEach(
            file -> {
              files
                  .computeIfAbsent(file.group(1), list -> new LinkedHashSet<>())
                  .add(file.group(2));
              var query = file.group(3) == null ? "" : file.group(3).replace("&amp;", "&");
              if (seen.add(file.group(1) + query + file.group(2)) && file.group(2).equals("csv")) {
                compare(ada, file.group(1), query);
              }
            });
    files.forEach(
        (list, kinds) -> {
          if (kinds.size() != 2) wrong.add(path + " has only " + kinds + " of " + list);
        });
    long lists = LIST.matcher(page).results().count();
    var exception = EXCEPTIONS.get(door);
    long without = lists - files.size();
    if (without > 0 && exception != null) {
      needed.add(door);
    }
    if (without > (exception == null ? 0 : exception.lists())) {
      wrong.add(
          "%s (%s) shows %d lists, %s can be taken away"
              .formatted(path, door, lists, files.keySet()));
    }
  }

  /** Both files hold the same rows, whole. */
  private static void compare(Visitor ada, String list, String query) {
    var csv = ada.get(list + ".csv" + query);
    assertThat(csv.status()).as(list + query + csv.body()).isEqualTo(200);
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.header("Content-Disposition")).contains("attachment", ".csv");
    var table = CsvFile.of(csv.body());
    assertThat(table.rows())
        .as(list + query)
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
    var json = ada.get(list + ".json" + query);
    assertThat(json.status()).as(list + query + json.body()).isEqualTo(200);
    assertThat(json.header("Content-Type")).startsWith("application/json");
    assertThat(json.json().get("items")).as(list + query).hasSize(table.rows().size());
    assertThat(json.json().get("count").asInt()).isEqualTo(table.rows().size());
    assertThat(json.json().get("cut").isNull()).isTrue();
  }

  /** Addresses of screens, each with the door it is behind. */
  private static Map<String, String> walk(TestHouse house, Company company) {
    var paths = new LinkedHashMap<String, String>();
    for (var door : house.house.doors.all()) {
      if (door.method().equals(HandlerType.GET)
          && door.access() != Access.SIGNAL
          && !door.path()
              .matches(
                  "/(api|in|-|metrics|live|ical|webjars|ping|demo|docs)(/.*)?|.*/(export\\..*|stream)")) {
        var path = door.path().contains("{") ? company.examples().get(door.path()) : door.path();
        if (path != null && !path.isEmpty()) {
          paths.put(path, door.path());
        }
      }
    }
    for (var corner : company.corners()) {
      paths.put(
          corner,
          house.house.doors.all().stream()
              .filter(door -> door.method().equals(HandlerType.GET))
              .map(Door::path)
              .filter(
                  door ->
                      corner
                          .replaceFirst("\\?.*", "")
                          .matches(door.replaceAll("\\{[^}]+}", "[^/]+")))
              .min(java.util.Comparator.comparing(door -> door.contains("{")))
              .orElseThrow());
    }
    return paths;
  }
}
