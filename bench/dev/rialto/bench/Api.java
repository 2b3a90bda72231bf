package dev.rialto.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Rialto's API as a script of an administrator would call it. */
public final class Api implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String token;

  public Api(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  public JsonNode get(String path) {
    return json(request(path).GET().build());
  }

  public JsonNode post(String path, Map<String, ?> body) {
    return json(request(path).POST(of(body)).build());
  }

  public JsonNode put(String path, Map<String, ?> body) {
    return json(request(path).PUT(of(body)).build());
  }

  /** A form as a browser of a stranger sends it. */
  public void form(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", base.toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = send(request);
    if (answer.statusCode() != 303) {
      throw new IllegalStateException(path + " answered " + answer.statusCode() + answer.body());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode json(HttpRequest request) {
    var answer = send(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          request.method()
              + " "
              + request.uri().getPath()
              + " answered "
              + answer.statusCode()
              + ": "
              + answer.body());
    }
    return Json.tree(answer.body().isEmpty() ? "null" : answer.body());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.BodyPublisher of(Map<String, ?> body) {
    return HttpRequest.BodyPublishers.ofString(Json.write(body));
  }

  @Override
  public void close() {
    client.close();
  }
}
