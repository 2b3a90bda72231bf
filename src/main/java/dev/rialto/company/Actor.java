package dev.rialto.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.rialto.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at Rialto's doors, signed in like anybody with a browser. All that the demo does to its
 * company goes this way, so that it can do nothing that a person could not.
 */
public final class Actor {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder().followRedirects(false).callTimeout(Duration.ofSeconds(60)).build();

  private final URI base;
  private final String email;
  private final String password;
  private String cookie = "";

  Actor(URI base, String email, String password) {
    this.base = base;
    this.email = email;
    this.password = password;
  }

  /** A program with a token instead of a person with a password. */
  static Actor program(URI base, String token) {
    var program = new Actor(base, "", token);
    program.cookie = "token";
    return program;
  }

  String email() {
    return email;
  }

  /** The door did not do what was asked: a mistake of the demo, never of whoever tries it. */
  static final class Refused extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    final int status;

    Refused(String what, int status, String body) {
      super(what + " answered " + status + ": " + body);
      this.status = status;
    }
  }

  JsonNode get(String path) {
    return call("GET", path, null);
  }

  /** Makes something at an address of the API. */
  public JsonNode post(String path, Object body) {
    return call("POST", path, body);
  }

  JsonNode put(String path, Object body) {
    return call("PUT", path, body);
  }

  JsonNode patch(String path, Object body) {
    return call("PATCH", path, body);
  }

  void delete(String path) {
    call("DELETE", path, null);
  }

  /** Changes a field or two of what is there, onto the version that was read. */
  JsonNode change(String path, Map<String, ?> fields) {
    var changed = new java.util.LinkedHashMap<String, Object>(fields);
    changed.put("version", get(path).get("version").asInt());
    return patch(path, changed);
  }

  private JsonNode call(String method, String path, @Nullable Object body) {
    if (cookie.isEmpty()) {
      signIn();
    }
    var sent = body == null ? null : RequestBody.create(Json.bytes(body), JSON);
    try (var first = send(method, path, sent)) {
      if (first.code() != 401 || email.isEmpty()) {
        return read(method + " " + path, first);
      }
    }
    signIn(); // the session has ended meanwhile: on a turned clock months pass
    try (var second = send(method, path, sent)) {
      return read(method + " " + path, second);
    }
  }

  private static JsonNode read(String what, Response answer) {
    try {
      var text = answer.body().string();
      if (!answer.isSuccessful()) {
        throw new Refused(what, answer.code(), text);
      }
      return text.isBlank() ? NullNode.getInstance() : Json.tree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response send(String method, String path, @Nullable RequestBody body) {
    var request = new Request.Builder().url(base + path).method(method, body);
    if (email.isEmpty()) {
      request.header("Authorization", "Bearer " + password);
    } else {
      request.header("Cookie", cookie).header("Origin", base.toString());
    }
    try {
      return HTTP.newCall(request.build()).execute();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signIn() {
    cookie = cookies(enter("/sign-in", Map.of("email", email, "password", password)));
  }

  /** Takes an invitation, or is the first; the session that follows is kept. */
  Actor entersBy(String path, String name) {
    cookie = cookies(enter(path, Map.of("name", name, "email", email, "password", password)));
    return this;
  }

  /** Opens a session and says which cookies the door gave, whole, for a browser to be handed. */
  public List<String> freshSession() {
    return enter("/sign-in", Map.of("email", email, "password", password));
  }

  private List<String> enter(String path, Map<String, String> typed) {
    var form = new FormBody.Builder();
    typed.forEach(form::add);
    var request =
        new Request.Builder()
            .url(base + path)
            .header("Origin", base.toString())
            .post(form.build())
            .build();
    try (var answer = HTTP.newCall(request).execute()) {
      var given = answer.headers("Set-Cookie");
      if (answer.code() != 303 || given.isEmpty()) {
        throw new Refused("POST " + path, answer.code(), answer.body().string());
      }
      return given;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cookies(List<String> given) {
    return String.join("; ", given.stream().map(each -> each.replaceFirst(";.*", "")).toList());
  }
}
