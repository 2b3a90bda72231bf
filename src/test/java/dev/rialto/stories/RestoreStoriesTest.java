package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Database;
import dev.rialto.postgres.EmbeddedPostgres;
import dev.rialto.postgres.Unpacked;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A company's life is backed up and put back on a clean machine by the real commands, and every
 * screen there says the same, letter for letter.
 */
class RestoreStoriesTest {
  /** What differs by itself: the node, this very session, and an address drawn anew each time. */
  private static final Set<String> OF_THE_MOMENT =
      Set.of("/me/sessions", "/first-steps", "/first-steps/now");

  private static final Pattern AS_ONE_LOOKS =
      Pattern.compile("/(live|api|in|-|metrics|ical|webjars|vitals|docs)(/.*)?");

  private final TestHouse house = new TestHouse();
  private final Programs programs = new Programs("restore");
  private final Path ground = programs.ground;

  @AfterEach
  void end() {
    programs.close();
    house.close();
  }

  @Test
  void what_is_put_back_on_a_clean_machine_gives_the_same_screens() throws Exception {
    var company = Company.settle(house);
    var ada = house.visitor().with("Cookie", company.examples().getOrDefault("cookie", ""));
    var slack =
        ada.postJson(
            "/api/v1/people/" + Cast.id(house, "ada") + "/contact-methods",
            Map.of(
                "kind", "slack", "address", "https://hooks.slack.com/services/T0/B0/of-ada-alone"));
    assertThat(slack.status()).as(slack.body()).isEqualTo(201);
    var archive = ground.resolve("friday.zip");
    var there = Unpacked.into(ground.resolve("there"));
    assertThat(command(ground.resolve("none"), true, "backup", "--with-key", archive.toString()))
        .contains("Backed up");
    assertThat(command(there, false, "restore", archive.toString()))
        .contains("Restored")
        .doesNotContain("Put the secret key");

    var paths = screens(company);
    assertThat(paths)
        .hasSizeGreaterThan(80)
        .contains(
            "/",
            "/services",
            "/services/payments",
            "/checks",
            "/alerts",
            "/incidents/1",
            "/teams/checkout/board",
            "/oncall",
            "/wall",
            "/journal");
    try (var server = EmbeddedPostgres.start(there)) {
      var its = server.login();
      var address = new Database.Address(its.url(), its.user(), its.password());
      try (var restored = TestHouse.elsewhere(house, address, there.resolve("secret.key"))) {
        assertThat(differing(paths, company, restored)).isEmpty();
        assertThat(secretOf(restored, slack.json().at("/contact_method/id").asLong()))
            .endsWith("of-ada-alone");
      }
    }
    var served = serve(there);
    assertThat(served.get("/sign-in").body()).contains("Password");
    assertThat(served.get("/-/ready").status()).isEqualTo(200);
  }

  @Test
  void without_the_key_both_the_restore_and_the_start_say_what_to_carry() throws Exception {
    var ada = house.as("ada", "admin");
    ada.postJson(
        "/api/v1/people/" + Cast.id(house, "ada") + "/contact-methods",
        Map.of("kind", "slack", "address", "https://hooks.slack.com/services/T0/B0/of-ada-alone"));
    // A start says in the data which key they are sealed with.
    serve(ground.resolve("none"), itsSettings());
    var archive = ground.resolve("no-key.zip");
    var there = Unpacked.into(ground.resolve("there"));
    assertThat(command(ground.resolve("none"), true, "backup", archive.toString()))
        .contains("keep a copy of " + house.secretKey());
    assertThat(command(there, false, "restore", archive.toString()))
        .contains("Put the secret key of that time at " + there.resolve("secret.key"));

    var refused = programs.serve(there, Programs.freePort(), Map.of());
    assertThat(refused.ended()).isEqualTo(1);
    assertThat(refused.output())
        .contains("another secret key", there.resolve("secret.key").toString(), "accept-key")
        .doesNotContain("Exception");
    assertThat(there.resolve("secret.key")).as("none is made in its place").doesNotExist();

    Files.copy(house.secretKey(), there.resolve("secret.key"));
    assertThat(serve(there).get("/sign-in").status()).isEqualTo(200);
  }

  /** Every address that shows a page, with a real thing behind each parameter. */
  private List<String> screens(Company company) {
    var paths = new TreeSet<>(company.corners());
    for (var door : house.house.doors.all()) {
      var path = door.path();
      if (!door.method().equals(HandlerType.GET) || AS_ONE_LOOKS.matcher(path).matches()) {
        continue;
      }
      var example = path.contains("{") || path.contains("<") ? company.examples().get(path) : path;
      if (example != null && !example.isEmpty() && !OF_THE_MOMENT.contains(example)) {
        paths.add(example);
      }
    }
    return List.copyOf(paths);
  }

  private List<String> differing(List<String> paths, Company company, TestHouse restored) {
    var differing = new ArrayList<String>();
    for (var path : paths) {
      var before = look(house, company, path, house.base());
      var after = look(restored, company, path, house.base());
      if (!before.equals(after)) {
        differing.add(path + ": " + firstDifference(before, after));
      }
    }
    return differing;
  }

  private static String look(TestHouse house, Company company, String path, URI from) {
    var answer =
        house.visitor().with("Cookie", company.examples().getOrDefault("cookie", "")).get(path);
    return answer.status()
        + "\n"
        + answer
            .body()
            .replace(house.base().getAuthority(), "HERE")
            .replace(from.getAuthority(), "HERE");
  }

  private static String firstDifference(String before, String after) {
    int at = 0;
    while (at < Math.min(before.length(), after.length())
        && before.charAt(at) == after.charAt(at)) {
      at++;
    }
    return "“%s” is “%s”".formatted(around(before, at), around(after, at));
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 120));
  }

  private static String secretOf(TestHouse house, long method) {
    return house
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery("select address, secret from contact_method where id = :id")
                    .bind("id", method)
                    .map(
                        (rows, context) ->
                            house
                                .house
                                .people
                                .contactMethods
                                .opened(method, "slack", rows.getString(1), rows.getBytes(2))
                                .address())
                    .one());
  }

  // ── the real commands ──────────────────────────────────────────────────────────────────────

  private String command(Path data, boolean onTheHouse, String... arguments) throws Exception {
    var run = programs.run(data, onTheHouse ? itsSettings() : Map.of(), arguments);
    assertThat(run.ended()).as(run.output()).isZero();
    return run.output();
  }

  private Map<String, String> itsSettings() {
    var address = house.address();
    var login =
        encoded(String.valueOf(address.user())) + ":" + encoded(String.valueOf(address.password()));
    return Map.of(
        "RIALTO_DATABASE_URL",
        address.jdbcUrl().replace("jdbc:postgresql://", "postgresql://" + login + "@"),
        "RIALTO_SECRET_KEY_FILE",
        house.secretKey().toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A start on what was put back; it serves when this returns. */
  private Visitor serve(Path data) throws Exception {
    return serve(data, Map.of());
  }

  private Visitor serve(Path data, Map<String, String> more) throws Exception {
    int port = Programs.freePort();
    programs.serve(data, port, more).open();
    return new Visitor(
        URI.create("http://localhost:" + port), ApiContract.of(house.house.api::whole));
  }
}
