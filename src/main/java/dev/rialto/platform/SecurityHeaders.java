package dev.rialto.platform;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * What every answer tells a browser not to do. Put on by Jetty, as bytes made once: a door that
 * takes thousands of signals a second would else spell out eight headers for each.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'";

  private static final HttpField NOT_KEPT = new PreEncodedHttpField("Cache-Control", "no-store");

  private final List<HttpField> always = new ArrayList<>();

  /** {@code secure} when people reach this Rialto by HTTPS only. */
  SecurityHeaders(boolean secure) {
    add("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "same-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (secure) {
      add("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private void add(String name, String value) {
    always.add(new PreEncodedHttpField(name, value));
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    always.forEach(answer::add);
    var path = Request.getPathInContext(request);
    if (!path.startsWith("/web/") && !path.startsWith("/webjars/")) {
      answer.add(NOT_KEPT);
    }
    return request;
  }
}
