package dev.rialto.signals;

import java.net.URI;

/** The lines to paste on the sender's side, whole, with the address people reach this Rialto at. */
public record Snippets(URI publicUrl, String token) {

  private static final String ELIDED = "THE-TOKEN";

  /** When the token is not known any more, its place is named. */
  static Snippets without(URI publicUrl) {
    return new Snippets(publicUrl, ELIDED);
  }

  public boolean whole() {
    return !token.equals(ELIDED);
  }

  private String base() {
    return publicUrl.toString().replaceAll("/+$", "");
  }

  private String prefix() {
    var path = publicUrl.getRawPath();
    return path == null ? "" : path.replaceAll("/+$", "");
  }

  public String prometheus() {
    var prefix = prefix();
    return """
    # prometheus.yml
    alerting:
      alertmanagers:
        - scheme: %s
    %s      authorization:
            credentials: %s
          static_configs:
            - targets: ["%s"]
    """
        .formatted(
            publicUrl.getScheme(),
            prefix.isEmpty() ? "" : "      path_prefix: " + prefix + "\n",
            token,
            authority());
  }

  private String authority() {
    if (publicUrl.getPort() >= 0) {
      return publicUrl.getRawAuthority();
    }
    return publicUrl.getRawAuthority() + ("https".equals(publicUrl.getScheme()) ? ":443" : ":80");
  }

  public String alertmanager() {
    return """
    # alertmanager.yml
    receivers:
      - name: rialto
        webhook_configs:
          - url: %s/api/v1/signals/alertmanager
            send_resolved: true
            http_config:
              authorization:
                credentials: %s
    """
        .formatted(base(), token);
  }

  public String json() {
    return """
    curl -X POST %s/api/v1/signals/alerts \\
      -H "Authorization: Bearer %s" \\
      -H "Content-Type: application/json" \\
      -d '{"title": "Disk full", "severity": "critical", "service": "payments",
           "message": "92 %% of /var is used", "dedup_key": "disk-var", "status": "firing"}'
    """
        .formatted(base(), token);
  }

  public String amtool() {
    return "amtool --alertmanager.url=%s/in/%s alert query\n".formatted(base(), token);
  }

  public String of(Format format) {
    return switch (format) {
      case PROMETHEUS -> prometheus();
      case ALERTMANAGER -> alertmanager();
      case JSON -> json();
    };
  }
}
