package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Asks one or several URLs; all of them must hold.
 *
 * @param redirects how many are followed; 0 takes the redirect itself for the answer
 * @param latency judged for each URL, its redirects included
 */
public record HttpProbe(
    List<String> urls,
    String method,
    List<Header> headers,
    @Nullable Login login,
    Hushed body,
    int redirects,
    boolean verifyCertificate,
    String status,
    List<Expectation> expect,
    Bounds latency,
    Bounds certificateDays)
    implements Probe {
  static final String TYPE = "http";
  static final int MOST_URLS = 10;
  static final int LONGEST_URL = 2_000;
  static final int MOST_HEADERS = 30;
  static final int LONGEST_BODY = 64 * 1024;
  static final int MOST_REDIRECTS = 10;
  static final int USUAL_REDIRECTS = 5;
  static final int MOST_EXPECTATIONS = 20;
  static final int LONGEST_USER = 200;

  static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

  /** Name and password for basic authentication; the password is always a secret. */
  record Login(String user, Hushed password) {}

  public HttpProbe {
    urls = List.copyOf(urls);
    headers = List.copyOf(headers);
    expect = List.copyOf(expect);
  }

  static HttpProbe read(Typed typed) {
    typed.only(
        "type",
        "urls",
        "method",
        "headers",
        "basic_auth",
        "body",
        "body_secret",
        "redirects",
        "verify_certificate",
        "status",
        "expect",
        "latency",
        "certificate_days");
    return new HttpProbe(
        typed.lines("urls"),
        typed.line("method", "GET"),
        typed.objects("headers").stream().map(Header::read).toList(),
        typed.object("basic_auth").map(HttpProbe::login).orElse(null),
        typed.yes("body_secret", false)
            ? Hushed.secret(typed.textOrNull("body"))
            : Hushed.open(typed.text("body")),
        typed.number("redirects", USUAL_REDIRECTS),
        typed.yes("verify_certificate", true),
        typed.line("status", Statuses.DEFAULT),
        typed.objects("expect").stream().map(Expectation::read).toList(),
        Bounds.latency(typed),
        Bounds.days(typed, Bounds.NONE));
  }

  private static Login login(Typed typed) {
    typed.only("user", "password");
    return new Login(typed.line("user"), Hushed.secret(typed.textOrNull("password")));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<Wrong> wrongs() {
    var scrutiny = new Scrutiny();
    checkUrls(scrutiny);
    scrutiny.holds(
        METHODS.contains(method), "method", "One of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS.");
    checkHeaders(scrutiny);
    checkBody(scrutiny);
    scrutiny.holds(
        redirects >= 0 && redirects <= MOST_REDIRECTS,
        "redirects",
        "Between 0 (the redirect is the answer) and %d.".formatted(MOST_REDIRECTS));
    scrutiny.holds(
        status.length() <= Statuses.LONGEST && Statuses.of(status).isPresent(),
        "status",
        "Codes, ranges and classes, for example 2xx, 301 or 400-404.");
    scrutiny.holds(
        expect.size() <= MOST_EXPECTATIONS, "expect", "At most %d.".formatted(MOST_EXPECTATIONS));
    for (int i = 0; i < Math.min(expect.size(), MOST_EXPECTATIONS); i++) {
      checkExpectation(scrutiny, "expect[%d]".formatted(i), expect.get(i));
    }
    latency.checkLatency(scrutiny);
    certificateDays.checkDays(scrutiny);
    scrutiny.holds(
        certificateDays.isNone() || parsed().stream().anyMatch(HttpUrl::isHttps),
        "certificate_days",
        "No URL here begins with https://, so there is no certificate to look at.");
    return scrutiny.wrongs();
  }

  private void checkUrls(Scrutiny scrutiny) {
    scrutiny.holds(
        !urls.isEmpty() && urls.size() <= MOST_URLS,
        "urls",
        "Between 1 and %d URLs, for example https://shop.example.com/health.".formatted(MOST_URLS));
    for (int i = 0; i < Math.min(urls.size(), MOST_URLS); i++) {
      checkUrl(scrutiny, "urls[%d]".formatted(i), urls.get(i));
    }
    scrutiny.holds(new HashSet<>(urls).size() == urls.size(), "urls", "One URL is here twice.");
  }

  private static void checkUrl(Scrutiny scrutiny, String field, String text) {
    scrutiny.line(field, text, LONGEST_URL);
    scrutiny.holds(
        text.matches("(?i)https?://.*"),
        field,
        "Needs http:// or https://, for example https://shop.example.com/health.");
    var url = HttpUrl.parse(text);
    if (url == null) {
      scrutiny.wrong(field, "Not a whole address; one looks like https://shop.example.com/health.");
      return;
    }
    scrutiny.holds(
        url.username().isEmpty() && url.password().isEmpty(),
        field,
        "Leave name and password out of the URL; basic_auth keeps them secret.");
  }

  private void checkHeaders(Scrutiny scrutiny) {
    scrutiny.holds(
        headers.size() <= MOST_HEADERS, "headers", "At most %d.".formatted(MOST_HEADERS));
    var names = new HashSet<String>();
    for (int i = 0; i < Math.min(headers.size(), MOST_HEADERS); i++) {
      var where = "headers[%d]".formatted(i);
      headers.get(i).check(scrutiny, where);
      scrutiny.holds(
          names.add(headers.get(i).key()), where + ".name", "This header is here twice.");
    }
    if (login != null) {
      scrutiny.line("basic_auth.user", login.user(), LONGEST_USER);
      scrutiny.holds(
          !login.user().contains(":"), "basic_auth.user", "Basic authentication allows no colon.");
      scrutiny.holds(
          !login.password().isMissing(), "basic_auth.password", "Type the password; none is kept.");
      scrutiny.holds(
          login.password().clear().length() <= Header.LONGEST_VALUE,
          "basic_auth.password",
          "At most %,d characters.".formatted(Header.LONGEST_VALUE));
      scrutiny.holds(
          !names.contains("authorization"),
          "basic_auth",
          "There is an Authorization header already; keep one of the two.");
    }
  }

  private void checkBody(Scrutiny scrutiny) {
    scrutiny.holds(!body.isMissing(), "body", "Type the body; none is kept for this probe.");
    scrutiny.holds(
        body.clear().length() <= LONGEST_BODY,
        "body",
        "At most %,d characters.".formatted(LONGEST_BODY));
    scrutiny.holds(
        body.isEmpty() || METHODS_WITH_BODY.contains(method),
        "body",
        "A %s sends no body; use POST, PUT, PATCH or DELETE, or empty this.".formatted(method));
  }

  private void checkExpectation(Scrutiny scrutiny, String where, Expectation expectation) {
    expectation.check(scrutiny, where);
    scrutiny.holds(
        !method.equals("HEAD") || expectation.kind() == Expectation.Kind.HEADER,
        where + ".type",
        "An answer to HEAD has no text; use GET, or look at a header.");
  }

  @Override
  public List<String> targets() {
    return parsed().stream().map(url -> url.host() + ":" + url.port()).distinct().toList();
  }

  List<HttpUrl> parsed() {
    var parsed = new ArrayList<HttpUrl>();
    for (var url : urls) {
      if (HttpUrl.parse(url) instanceof HttpUrl good) parsed.add(good);
    }
    return parsed;
  }

  @Override
  public Map<String, String> secrets() {
    var secrets = new LinkedHashMap<String, String>();
    for (var header : headers) keep(secrets, "header:" + header.key(), header.value());
    if (login != null) keep(secrets, "password", login.password());
    keep(secrets, "body", body);
    return secrets;
  }

  static void keep(Map<String, String> secrets, String name, Hushed hushed) {
    if (hushed.secret() && hushed.text() instanceof String text) secrets.put(name, text);
  }

  @Override
  public HttpProbe withSecrets(Map<String, String> kept) {
    return new HttpProbe(
        urls,
        method,
        headers.stream()
            .map(h -> new Header(h.name(), h.value().or(kept.get("header:" + h.key()))))
            .toList(),
        login == null ? null : new Login(login.user(), login.password().or(kept.get("password"))),
        body.or(kept.get("body")),
        redirects,
        verifyCertificate,
        status,
        expect,
        latency,
        certificateDays);
  }

  @Override
  public JsonNode write() {
    var json = Json.MAPPER.createObjectNode().put("type", TYPE);
    urls.forEach(json.putArray("urls")::add);
    json.put("method", method);
    if (!headers.isEmpty()) {
      var array = json.putArray("headers");
      headers.forEach(header -> array.add(header.write()));
    }
    if (login != null) json.putObject("basic_auth").put("user", login.user());
    if (body.secret()) json.put("body_secret", true);
    else Probe.putUnlessEmpty(json, "body", body.clear());
    json.put("redirects", redirects);
    json.put("verify_certificate", verifyCertificate);
    json.put("status", status);
    if (!expect.isEmpty()) {
      var array = json.putArray("expect");
      expect.forEach(expectation -> array.add(expectation.write()));
    }
    latency.writeLatency(json);
    certificateDays.writeDays(json);
    return json;
  }
}
