package dev.rialto.signals;

import java.net.URI;
import java.util.List;

/** The lines to paste on the sender's side, whole, with the address people reach this Rialto at. */
public record Snippets(URI publicUrl, String token, long sourceId) {

  private static final String ELIDED = "THE-TOKEN";

  /** When the token is not known any more, its place is named. */
  static Snippets without(URI publicUrl, long sourceId) {
    return new Snippets(publicUrl, ELIDED, sourceId);
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

  /**
   * What to do on the other side, one step after the other, where lines to paste are not enough.
   */
  public List<String> steps(Format format) {
    return switch (format) {
      case GITHUB ->
          List.of(
              "At GitHub open the repository or the organisation: Settings, Webhooks, Add webhook.",
              "Payload URL: the address below. Content type: application/json. Secret: the token.",
              "Let me select individual events: Pushes, Pull requests, Deployments, Deployment"
                  + " statuses, Deployment reviews, Workflow runs, Workflow jobs.",
              "Add webhook. GitHub sends a ping at once, and the line above turns green.");
      case GITLAB ->
          List.of(
              "At GitLab open the project or the group: Settings, Webhooks, Add new webhook.",
              "URL: the address below. Secret token: the token.",
              "Trigger: Push events, Merge request events, Job events, Pipeline events, Deployment"
                  + " events.",
              "Add webhook, then Test, Push events: the line above turns green.");
      case DEPLOYMENTS ->
          List.of(
              "Run the line below where the pipeline begins to deploy, and once more where it ends,"
                  + " with the state succeeded, failed or rolled_back.",
              "Say what is deployed: the service by any name the catalog knows, the environment, the"
                  + " version. Times, links and a number of your own may be told too.");
      default -> List.of("Paste this on its side and reload it.");
    };
  }

  public String amtool() {
    return "amtool --alertmanager.url=%s/in/%s alert query\n".formatted(base(), token);
  }

  /** Where GitHub sends to; the number says whose secret a signature is held against. */
  public String github() {
    return base() + "/api/v1/signals/github/" + sourceId;
  }

  public String gitlab() {
    return base() + "/api/v1/signals/gitlab";
  }

  public String deployments() {
    return """
    curl -X POST %s/api/v1/deployments \\
      -H "Authorization: Bearer %s" \\
      -H "Content-Type: application/json" \\
      -d '{"service": "payments", "environment": "Prod", "version": "2.41.0",
           "sha": "'"$(git rev-parse HEAD)"'", "state": "started"}'
    """
        .formatted(base(), token);
  }

  public String of(Format format) {
    return switch (format) {
      case GITHUB -> github();
      case GITLAB -> gitlab();
      case DEPLOYMENTS -> deployments();
      case PROMETHEUS -> prometheus();
      case ALERTMANAGER -> alertmanager();
      case JSON -> json();
    };
  }
}
