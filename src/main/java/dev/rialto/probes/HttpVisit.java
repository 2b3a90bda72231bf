package dev.rialto.probes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Goes to one URL of a probe, over its redirects, and has the answer judged. */
final class HttpVisit {
  private final HttpProbe probe;
  private final Prober.Ground ground;
  private final Attempt attempt;
  private final Way way;
  private final Duration began;

  HttpVisit(HttpProbe probe, HttpUrl url, Prober.Ground ground, Attempt attempt) {
    this.probe = probe;
    this.ground = ground;
    this.attempt = attempt;
    this.way = new Way(probe, url);
    this.began = attempt.took();
  }

  void go() throws Fault {
    while (exchange()) {
      // Another step of the way; it counts its steps itself.
    }
  }

  /** One request and its answer; true when it leads on. */
  private boolean exchange() throws Fault {
    var timing = new Timing(attempt);
    var handshake = new Handshake(ground.trust(), ground.clock(), probe.verifyCertificate());
    var call = client(timing, handshake).newCall(request());
    attempt.cutAtDeadline(call::cancel);
    try (var response = call.execute()) {
      handshake.leaf().ifPresent(attempt::certificate);
      boolean leadsOn = probe.redirects() > 0 && Redirect.is(response);
      if (leadsOn) {
        timing.done();
        way.follow(
            response.code(), String.valueOf(response.header("Location")), response.headers());
      } else {
        judge(response, timing, handshake);
      }
      return leadsOn;
    } catch (IOException e) {
      handshake.leaf().ifPresent(attempt::certificate);
      throw fault(e, timing, handshake);
    } finally {
      call.cancel(); // or OkHttp would wait a while for the rest, to use the connection again
    }
  }

  // --- asking ---

  /** A client for this one exchange: its connection is nobody's else, and its address is pinned. */
  private OkHttpClient client(Timing timing, Handshake handshake) throws Fault {
    var pinned = resolve(timing);
    var client = ground.client().newBuilder().dns(host -> pinned).eventListener(timing);
    if (pinned.size() > 1) {
      client.connectTimeout(attempt.left().dividedBy(pinned.size()).plusMillis(1));
    }
    if (way.url().isHttps()) {
      client.sslSocketFactory(handshake.sockets(), handshake).hostnameVerifier(handshake);
    }
    return client.build();
  }

  private List<InetAddress> resolve(Timing timing) throws Fault {
    try {
      var found = attempt.resolve(ground.addresses(), way.url().host());
      timing.resolved();
      return found;
    } catch (IOException e) {
      throw ground.unresolved(way.url().host(), e, attempt);
    }
  }

  private Request request() {
    var request = new Request.Builder().url(way.url()).method(way.method(), body());
    request.header("User-Agent", Prober.USER_AGENT);
    request.header("Accept-Encoding", "gzip");
    request.header("Connection", "close");
    if (!way.cookieHeader().isEmpty()) request.header("Cookie", way.cookieHeader());
    for (var header : probe.headers()) {
      if (way.trusted() || !header.belongsToTheSite()) {
        request.header(header.name(), header.value().clear());
      }
    }
    if (probe.login() instanceof HttpProbe.Login login && way.trusted()) {
      request.header("Authorization", basic(login));
    }
    return request.build();
  }

  static String basic(HttpProbe.Login login) {
    return Credentials.basic(login.user(), login.password().clear(), UTF_8);
  }

  private @Nullable RequestBody body() {
    if (!HttpProbe.METHODS_WITH_BODY.contains(way.method())) return null;
    var text = way.withBody() ? probe.body().clear() : "";
    return text.isEmpty() && way.method().equals("DELETE")
        ? null
        : RequestBody.create(text.getBytes(UTF_8), typeOf(text));
  }

  /** What the body is, unless a header was typed that says so. */
  private @Nullable MediaType typeOf(String text) {
    boolean typed = probe.headers().stream().anyMatch(h -> h.key().equals("content-type"));
    if (typed || text.isEmpty()) return null;
    var first = text.stripLeading();
    return MediaType.get(
        first.startsWith("{") || first.startsWith("[")
            ? "application/json"
            : "text/plain; charset=utf-8");
  }

  // --- judging ---

  private void judge(Response response, Timing timing, Handshake handshake) throws Fault {
    attempt.status(response.code());
    boolean needsText = probe.expect().stream().anyMatch(e -> e.kind() != Expectation.Kind.HEADER);
    try (var memory = ground.buffers().share()) {
      var answer = Answer.read(response, needsText, memory);
      timing.done();
      attempt.excerpt(answer.text(), Answer.EXCERPT, answer.isWhole());
      var judgement = new HttpJudgement(probe, attempt, way.shown());
      judgement.status(response.code(), response.message());
      if (answer.broken() instanceof IOException broken) {
        throw brokenOff(answer, broken, response.code());
      }
      judgement.expectations(response, answer);
      judgement.latency(attempt.took().minus(began));
      if (handshake.leaf().isPresent()) {
        attempt.believed(way.url().host(), handshake, probe.verifyCertificate());
        judgement.days(way.url().host(), handshake.leaf().get(), ground.clock().instant());
      }
    }
  }

  private Fault brokenOff(Answer answer, IOException broken, int code) {
    var came = Words.bytes(answer.came());
    if (attempt.isOver()) {
      return Fault.down(
          "%s answered %d, but not all of it came within %s (%s did)"
              .formatted(way.shown(), code, Words.of(attempt.deadline()), came));
    }
    return Fault.down(
        Answer.isUnpackable(broken)
            ? "%s answered %d with gzip that cannot be unpacked".formatted(way.shown(), code)
            : "%s answered %d, but broke off after %s".formatted(way.shown(), code, came));
  }

  private Fault fault(IOException e, Timing timing, Handshake handshake) {
    var stopped = timing.waitsFor();
    timing.done();
    var host = way.url().host();
    var target = Words.of(host, way.url().port());
    if (handshake.lie().isPresent()) {
      return attempt.lied(host, handshake.lie().get());
    }
    if (attempt.isOver()) {
      return Fault.down(attempt.ranOut(way.shown(), target, stopped, timing.connectedAfter()));
    }
    return Fault.of(timing.isConnected() ? way.shown() : target, e);
  }
}
