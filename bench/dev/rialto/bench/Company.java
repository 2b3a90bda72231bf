package dev.rialto.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * People, teams, services and a source, made through the API the way an administrator makes them:
 * invited by link, each way to reach them proven with the code that came over it.
 */
public final class Company {
  /** Nobody acknowledges here, and what the next level would hear is not what is measured. */
  static final Duration LEVEL_PATIENCE = Duration.ofHours(12);

  private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

  private final Api api;

  /** Waits for what was sent to a path of the sink and returns it. */
  private final Function<String, String> arrived;

  public Company(Api api, Function<String, String> arrived) {
    this.api = api;
    this.arrived = arrived;
  }

  /** Invited by a link, which they follow. */
  public long person(String name) {
    var email = name.toLowerCase(java.util.Locale.ROOT) + "@merchantrow.example";
    var invitation =
        api.post(
            "/api/v1/invitations",
            Map.of("email", email, "name", name, "role", "member", "deliver", "link"));
    var link = java.net.URI.create(invitation.get("link").asText());
    api.form(link.getPath(), Map.of("name", name, "password", "four words and a 4711"));
    return api.get("/api/v1/people?q=" + email).at("/items/0/id").asLong();
  }

  /** A way to reach a person, proven. */
  public long reach(long person, String kind, String address, String path) {
    var added =
        api.post(
            "/api/v1/people/" + person + "/contact-methods",
            Map.of("kind", kind, "address", address, "label", kind));
    long method = added.at("/contact_method/id").asLong();
    api.post("/api/v1/contact-methods/" + method + "/code", Map.of());
    var code = CODE.matcher(arrived.apply(path));
    if (!code.find()) {
      throw new IllegalStateException("No code in what came to " + path);
    }
    api.post("/api/v1/contact-methods/" + method + "/verification", Map.of("code", code.group(1)));
    return method;
  }

  /** A team whose first level rings everybody in it. */
  public void team(String slug, List<Long> members) {
    api.post("/api/v1/teams", Map.of("name", slug, "slug", slug));
    for (var member : members) {
      api.put("/api/v1/teams/" + slug + "/members/" + member, Map.of("role", "member"));
    }
    var level = Map.of("to", "team", "patience_s", LEVEL_PATIENCE.toSeconds());
    api.put(
        "/api/v1/teams/" + slug + "/escalation-policy",
        Map.of("version", 0, "repeats", 0, "levels", List.of(level)));
  }

  public void service(String slug, String team) {
    api.post("/api/v1/services", Map.of("name", slug, "slug", slug, "owner", team));
  }

  public List<String> services(String prefix, int count, String team) {
    var slugs = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      slugs.add(prefix + i);
      service(prefix + i, team);
    }
    return slugs;
  }

  /** Where Prometheus would send; its token. */
  public String source(String name) {
    return api.post("/api/v1/sources", Map.of("name", name, "format", "prometheus"))
        .get("token")
        .asText();
  }
}
