package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors from a real Git repository, served by Git's own program. */
class GitImportTest {
  @TempDir Path ground;
  private HttpServer server;
  private TestHouse house;
  private Visitor root;

  @BeforeEach
  void open() throws Exception {
    assumeThat(new ProcessBuilder("git", "--version").start().waitFor()).isZero();
    var work = ground.resolve("work");
    Files.createDirectories(work.resolve("parts"));
    Files.writeString(
        work.resolve("catalog-info.yaml"),
        "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {target: ./parts/a.yaml}\n");
    Files.writeString(
        work.resolve("parts/a.yaml"),
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: from-git}\nspec: {type: service, owner: crew}\n");
    git(work, "init", "-q", "-b", "main");
    git(work, "add", ".");
    git(
        work,
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@x.example",
        "commit",
        "-qm",
        "All of it");
    git(ground, "clone", "-q", "--bare", "work", "shop.git");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/shop.git", this::backend);
    server.createContext(
        "/away",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://192.168.77.7/shop.git/info/refs");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    house = new TestHouse();
    root = house.as("root", "admin");
  }

  @AfterEach
  void close() {
    if (server != null) server.stop(0);
    if (house != null) house.close();
  }

  @Test
  void a_repository_is_fetched_and_its_locations_are_followed() {
    var plan = look(Map.of("git", address("/shop.git")));
    assertThat(plan.get("state").asText()).as(plan.toString()).isEqualTo("planned");
    assertThat(plan.at("/counts/added").asInt()).isEqualTo(1);
    var applied =
        root.postJson(
            "/api/v1/imports/%d/application?version=%d"
                .formatted(plan.get("id").asLong(), plan.get("version").asInt()),
            Map.of());
    assertThat(applied.status()).as(applied.body()).isEqualTo(202);
    server.stop(0); // what is applied is what was looked at
    house.settle();
    assertThat(root.get("/api/v1/services/from-git").status()).isEqualTo(200);
  }

  @Test
  void a_branch_or_a_file_that_is_not_there_is_said() {
    var branch = look(Map.of("git", address("/shop.git"), "branch", "nowhere"));
    assertThat(branch.get("state").asText()).isEqualTo("failed");
    assertThat(branch.get("said").asText()).isNotEmpty();
    var file = look(Map.of("git", address("/shop.git"), "path", "nowhere.yaml"));
    assertThat(file.get("said").asText()).contains("There is no nowhere.yaml");
    var one = look(Map.of("git", address("/shop.git"), "branch", "main", "path", "parts/a.yaml"));
    assertThat(one.at("/counts/added").asInt()).as(one.toString()).isEqualTo(1);
  }

  @Test
  void nothing_is_fetched_from_where_nothing_may_be_reached() {
    for (var bad :
        List.of(
            "http://10.1.2.3/shop.git",
            "http://169.254.169.254/latest",
            "file:///etc",
            "ssh://git@host/x",
            "http://user:pw@127.0.0.1/x",
            "nonsense")) {
      assertThat(root.postJson("/api/v1/imports", Map.of("git", bad)).status())
          .as(bad)
          .isEqualTo(422);
    }
    var away = look(Map.of("git", address("/away")));
    assertThat(away.get("state").asText()).isEqualTo("failed");
    assertThat(away.get("said").asText())
        .as("the redirect is looked at too")
        .contains("192.168.77.7");
  }

  private JsonNode look(Map<String, String> from) {
    var made = root.postJson("/api/v1/imports", from);
    assertThat(made.status()).as(made.body()).isEqualTo(202);
    house.settle();
    return root.get("/api/v1/imports/" + made.json().get("id").asLong()).json();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Git's own server side, spoken to as CGI. */
  private void backend(HttpExchange exchange) throws IOException {
    var builder = new ProcessBuilder("git", "http-backend");
    var environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", ground.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "safe.directory");
    environment.put("GIT_CONFIG_VALUE_0", "*");
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    var query = exchange.getRequestURI().getQuery();
    environment.put("QUERY_STRING", query == null ? "" : query);
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    var type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) environment.put("CONTENT_TYPE", type);
    var encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding != null) environment.put("HTTP_CONTENT_ENCODING", encoding);
    var protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    if (protocol != null) environment.put("GIT_PROTOCOL", protocol);
    var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    var answer = process.getInputStream().readAllBytes();
    int end = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    int status = 200;
    for (var line : new String(answer, 0, end, StandardCharsets.ISO_8859_1).split("\r\n")) {
      int colon = line.indexOf(':');
      var name = line.substring(0, colon);
      var value = line.substring(colon + 1).strip();
      if (name.equals("Status")) status = Integer.parseInt(value.substring(0, 3));
      else exchange.getResponseHeaders().add(name, value);
    }
    var body = new ByteArrayInputStream(answer, end + 4, answer.length - end - 4);
    exchange.sendResponseHeaders(status, 0);
    body.transferTo(exchange.getResponseBody());
    exchange.close();
  }

  private static void git(Path in, String... arguments) throws Exception {
    var command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .directory(new File(in.toString()))
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
