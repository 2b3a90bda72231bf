package dev.rialto.stories;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the doors: a browser with cookies, or a program with a token. Every answer of the API
 * is held against the OpenAPI description as it comes in.
 */
public final class Visitor {
  private final URI base;
  private final ApiContract contract;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final HttpClient http;

  Visitor(URI base, ApiContract contract) {
    this.base = base;
    this.contract = contract;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** An answer, with what tests look at most. */
  public record Answer(int status, String body, HttpResponse<String> whole) {
    public JsonNode json() {
      return Json.tree(body);
    }

    public String header(String name) {
      return whole.headers().firstValue(name).orElse("");
    }
  }

  public Visitor with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** What this visitor sends with every request, such as the cookie of their session. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The cookies that a request to this address would carry. */
  String cookies(String path) {
    if (headers.containsKey("Cookie")) {
      return header("Cookie");
    }
    try {
      return String.join(
          "; ",
          http.cookieHandler()
              .orElseThrow()
              .get(base.resolve(path), Map.of())
              .getOrDefault("Cookie", java.util.List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Visitor withToken(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Answer get(String path) {
    return send("GET", path, null, null);
  }

  /** Sends a form as a page of ours would. */
  public Answer post(String path, Map<String, String> form) {
    return send(
        "POST",
        path,
        "application/x-www-form-urlencoded",
        encode(form).getBytes(StandardCharsets.UTF_8));
  }

  public Answer post(String path) {
    return post(path, Map.of());
  }

  public Answer postJson(String path, Object body) {
    return send("POST", path, "application/json", bytes(body));
  }

  public Answer putJson(String path, Object body) {
    return send("PUT", path, "application/json", bytes(body));
  }

  public Answer patchJson(String path, Object body) {
    return send("PATCH", path, "application/json", bytes(body));
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, null);
  }

  public Answer send(
      String method, String path, @Nullable String contentType, byte @Nullable [] body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .header("Accept", path.startsWith("/api/") ? "application/json" : "text/html");
    if (!headers.containsKey("Origin")) {
      request.header("Origin", base.toString());
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    headers.forEach(request::setHeader);
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      contract.check(
          method,
          path,
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Hangs up; a house waits a second for lines on which nobody speaks any more. */
  void leave() {
    http.shutdownNow();
  }

  private static byte[] bytes(Object body) {
    return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            e ->
                URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
