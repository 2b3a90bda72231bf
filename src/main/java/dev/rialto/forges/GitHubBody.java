package dev.rialto.forges;

import dev.rialto.delivery.Origin;

/**
 * What every body of GitHub has in common: whose repository it is, and how its things are named.
 */
record GitHubBody(Look body) {
  Origin origin(String path, String environment, String tier) {
    return new Origin("github", repository(), path, environment, "", tier);
  }

  private String repository() {
    return Origin.repository(body.in("repository").must("html_url"));
  }

  /** The same thing has the same key, whichever webhook of organisation or repository tells it. */
  String key(String kind, String id) {
    return repository() + "/" + kind + "/" + id;
  }

  static String who(Look person) {
    return person.first("login", "name");
  }
}
