package dev.rialto.probes;

import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Where an answer sends the probe next, as browsers understand it.
 *
 * @param method GET where browsers would change to it
 * @param withBody whether the body goes along
 * @param trusted whether it is still the same site, so that secrets may go along
 */
record Redirect(HttpUrl url, String method, boolean withBody, boolean trusted) {
  private static final List<Integer> CODES = List.of(301, 302, 303, 307, 308);

  static boolean is(Response response) {
    return CODES.contains(response.code()) && response.header("Location") != null;
  }

  /** Empty when the Location is no web address. */
  static Optional<Redirect> of(HttpUrl from, String method, int code, String location) {
    var url = from.resolve(location);
    if (url == null) return Optional.empty();
    boolean keeps = code == 307 || code == 308;
    boolean head = method.equals("HEAD");
    boolean post = method.equals("POST");
    var next = head || keeps || (!post && code != 303) ? method : "GET";
    return Optional.of(
        new Redirect(url, next, next.equals(method) && !head, isSameSite(from, url)));
  }

  /** The same host and port, or the same host from http to https. */
  private static boolean isSameSite(HttpUrl from, HttpUrl to) {
    if (!from.host().equals(to.host())) return false;
    boolean same = from.scheme().equals(to.scheme()) && from.port() == to.port();
    boolean safer = !from.isHttps() && to.isHttps() && from.port() == 80 && to.port() == 443;
    return same || safer;
  }
}
