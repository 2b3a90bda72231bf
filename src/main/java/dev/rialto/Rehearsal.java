package dev.rialto;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rialto.platform.Access;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Json;
import dev.rialto.platform.Network;
import dev.rialto.platform.Vault;
import dev.rialto.postgres.EmbeddedPostgres;
import dev.rialto.vitals.Watching;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Plays a busy evening in an empty house of its own: alerts come in, pages leave, every screen is
 * drawn. The JVM keeps what it learned of it in its AOT cache, so that a real start is quick and
 * the first real page is not the one on which the code warms up.
 */
final class Rehearsal {
  private static final int SERVICES = 20;
  private static final int ALERTS = 300;
  private static final int ROUNDS_OF_SCREENS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client =
      new OkHttpClient.Builder().followRedirects(false).callTimeout(PATIENCE).build();
  private final String password = UUID.randomUUID().toString();
  private final String token = UUID.randomUUID().toString();
  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

  /** Leaves nothing behind but what the JVM remembers. */
  static void play() throws IOException, InterruptedException {
    var directory = Files.createTempDirectory("rialto-rehearsal");
    // PostgreSQL may run as another user, who must be able to pass through.
    directory.toFile().setExecutable(true, false);
    directory.toFile().setReadable(true, false);
    try (var server = EmbeddedPostgres.start(directory.resolve("data"))) {
      var login = server.login();
      var db = Database.open(new Database.Address(login.url(), login.user(), login.password()));
      db.migrate();
      new Rehearsal().play(db, Vault.open(directory.resolve("secret.key")));
    } finally {
      sweep(directory);
    }
  }

  private void play(Database db, Vault vault) throws IOException, InterruptedException {
    var base = URI.create("http://localhost:" + freePort());
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
    var ground =
        new House.Ground(
            db,
            InstantSource.system(),
            base,
            List.of(),
            List.of(Network.of("127.0.0.0/8")),
            vault,
            Optional.empty(),
            Optional.empty(),
            Watching.over("rehearsal", Path.of(""), Optional.empty()));
    try (var house = new House(ground)) {
      house.people.firstRun.ensure("rehearsal@rialto.invalid", password, token);
      house.open("127.0.0.1", base.getPort());
      var hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
      settle(base, hook);
      storm(base, ground.clock().instant());
      screens(base, house.doors);
    } finally {
      receiver.stop(0);
    }
  }

  /** A team, its services, and one person whose way to be reached is proven. */
  private void settle(URI base, String hook) throws IOException, InterruptedException {
    var added =
        api(
            base,
            "/api/v1/people/1/contact-methods",
            Map.of("kind", "webhook", "label", "receiver", "address", hook));
    long method = Json.tree(added).at("/contact_method/id").asLong();
    api(base, "/api/v1/contact-methods/" + method + "/code", Map.of());
    var code = CODE.matcher(heard(message -> CODE.matcher(message).find()));
    code.find();
    api(base, "/api/v1/contact-methods/" + method + "/verification", Map.of("code", code.group(1)));
    api(base, "/api/v1/teams", Map.of("name", "Team", "slug", "team"));
    call(
        base,
        "PUT",
        "/api/v1/teams/team/members/1",
        RequestBody.create(Json.bytes(Map.of("role", "member")), JSON));
    for (int i = 0; i < SERVICES; i++) {
      api(
          base,
          "/api/v1/services",
          Map.of("name", "service-" + i, "slug", "service-" + i, "owner", "team"));
    }
  }

  /** Alerts one by one, as Prometheus sends them; the last are over again before it ends. */
  private void storm(URI base, Instant now) throws IOException, InterruptedException {
    for (int i = 0; i < ALERTS; i++) {
      var labels =
          Map.of(
              "alertname",
              "Rehearsed" + i / 2,
              "service",
              "service-" + i / 2 % SERVICES,
              "severity",
              "critical");
      var alert =
          i % 2 == 0
              ? Map.of("labels", labels, "startsAt", now.toString())
              : Map.of(
                  "labels",
                  labels,
                  "startsAt",
                  now.toString(),
                  "endsAt",
                  now.plusMillis(1).toString());
      api(base, "/api/v2/alerts", List.of(alert));
    }
    heard(message -> message.contains("\"kind\":\"page\""));
  }

  private void screens(URI base, Doors doors) throws IOException {
    get(base, "/api/v1/openapi.json", "");
    var cookie = signIn(base);
    for (int round = 0; round < ROUNDS_OF_SCREENS; round++) {
      for (var door : doors.all()) {
        var path = door.path().replaceAll("\\{(slug|team)}", "team").replace("{id}", "1");
        boolean open =
            String.valueOf(door.method()).equals("GET") && !path.matches(".*[{<*].*|/live.*");
        if (open) {
          get(base, path, door.access() == Access.ANYONE ? "" : cookie);
        }
      }
      get(base, "/services/service-1", cookie);
    }
  }

  private String signIn(URI base) throws IOException {
    var form =
        new FormBody.Builder()
            .add("email", "rehearsal@rialto.invalid")
            .add("password", password)
            .build();
    var request = new Request.Builder().url(base + "/sign-in").header("Origin", base.toString());
    try (var answer = client.newCall(request.post(form).build()).execute()) {
      return answer.headers("Set-Cookie").stream()
          .map(each -> each.replaceFirst(";.*", ""))
          .collect(Collectors.joining("; "));
    }
  }

  private String api(URI base, String path, Object body) throws IOException {
    return call(base, "POST", path, RequestBody.create(Json.bytes(body), JSON));
  }

  private String call(URI base, String method, String path, RequestBody body) throws IOException {
    var request =
        new Request.Builder()
            .url(base + path)
            .header("Authorization", "Bearer " + token)
            .method(method, body)
            .build();
    try (var answer = client.newCall(request).execute()) {
      var text = answer.body().string();
      if (!answer.isSuccessful()) {
        throw new IOException(path + " answered " + answer.code() + ": " + text);
      }
      return text;
    }
  }

  private String get(URI base, String path, String cookie) throws IOException {
    var request =
        cookie.isEmpty()
            ? new Request.Builder().url(base + path).header("Authorization", "Bearer " + token)
            : new Request.Builder().url(base + path).header("Cookie", cookie);
    try (var answer = client.newCall(request.build()).execute()) {
      return answer.body().string();
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    arrived.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private String heard(Predicate<String> wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var message = arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new IOException("The rehearsal waited in vain");
      }
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void sweep(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
