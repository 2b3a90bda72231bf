package dev.rialto.probes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Cookie;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * The way of one visit over its redirects: where it stands, which cookies it was given, whether it
 * is still among friends. It ends in a circle or after too many steps, never later.
 */
final class Way {
  static final int MOST_COOKIES = 50;

  private final HttpProbe probe;
  private final String start;
  private final List<Cookie> cookies = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private HttpUrl url;
  private String method;
  private boolean withBody = true;
  private boolean trusted = true;
  private int steps;

  Way(HttpProbe probe, HttpUrl url) {
    this.probe = probe;
    this.url = url;
    this.method = probe.method();
    this.start = Words.of(url);
    seen.add(step());
  }

  HttpUrl url() {
    return url;
  }

  String method() {
    return method;
  }

  boolean withBody() {
    return withBody;
  }

  /** Whether secrets may be sent: the site is still the one that was typed. */
  boolean trusted() {
    return trusted;
  }

  /** The URL as typed, and where it led. */
  String shown() {
    return steps == 0 ? start : "%s (which led to %s)".formatted(start, Words.of(url));
  }

  /** Many sites redirect until their own cookie comes back, so it does. */
  String cookieHeader() {
    return String.join(
        "; ",
        cookies.stream()
            .filter(cookie -> cookie.matches(url))
            .map(cookie -> cookie.name() + "=" + cookie.value())
            .toList());
  }

  /** Goes where the answer points. */
  void follow(int code, String location, Headers headers) throws Fault {
    var next =
        Redirect.of(url, method, code, location)
            .orElseThrow(
                () ->
                    Fault.down(
                        "%s redirects to “%s”, which is no web address"
                            .formatted(shown(), Words.line(location))));
    keep(Cookie.parseAll(url, headers));
    if (++steps > probe.redirects()) {
      throw Fault.down(
          "%s redirects more than %s, at last to %s"
              .formatted(
                  start,
                  probe.redirects() == 1 ? "once" : probe.redirects() + " times",
                  Words.of(next.url())));
    }
    if (next.withBody() && withBody && !next.trusted() && isSecret(probe.body())) {
      throw Fault.down(
          "%s redirects to another site, %s; the secret body is not sent there"
              .formatted(start, Words.of(next.url())));
    }
    var from = url;
    url = next.url();
    method = next.method();
    withBody = withBody && next.withBody();
    trusted = trusted && next.trusted();
    if (!seen.add(step())) {
      throw Fault.down(
          "%s redirects in a circle: %s leads back to %s"
              .formatted(start, Words.of(from), Words.of(url)));
    }
  }

  private static boolean isSecret(Hushed body) {
    return body.secret() && !body.isEmpty();
  }

  private String step() {
    return method + " " + url + " " + cookieHeader();
  }

  private void keep(List<Cookie> given) {
    for (var cookie : given) {
      cookies.removeIf(
          old ->
              old.name().equals(cookie.name())
                  && old.domain().equals(cookie.domain())
                  && old.path().equals(cookie.path()));
      if (cookies.size() < MOST_COOKIES) cookies.add(cookie);
    }
  }
}
