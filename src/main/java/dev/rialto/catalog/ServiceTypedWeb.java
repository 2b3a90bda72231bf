package dev.rialto.catalog;

import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Reads the form of a service: rows of several fields come as lists side by side. */
final class ServiceTypedWeb {
  private ServiceTypedWeb() {}

  static ServiceDraft read(Context ctx, Scrutiny scrutiny) {
    var tier = Scrutiny.tidy(ctx.formParam("tier"));
    scrutiny.holds(tier.matches("[1-4]"), "tier", "Choose one of the four.");
    return new ServiceDraft(
        Scrutiny.tidy(ctx.formParam("name")),
        Scrutiny.tidy(ctx.formParam("slug")),
        ctx.formParam("kind") == null ? "service" : Scrutiny.tidy(ctx.formParam("kind")),
        Scrutiny.tidy(ctx.formParam("owner")),
        new ServiceDraft.People(
            Scrutiny.tidy(ctx.formParam("service_owner")),
            Scrutiny.tidy(ctx.formParam("dev_contact")),
            Scrutiny.tidy(ctx.formParam("ops_contact"))),
        tier.matches("[1-4]") ? Integer.parseInt(tier) : Tier.NORMAL.number(),
        Scrutiny.tidy(ctx.formParam("capability")),
        environments(ctx),
        Scrutiny.tidy(ctx.formParam("runbook_url")),
        Scrutiny.tidy(ctx.formParam("description")),
        repositories(ctx),
        links(ctx),
        Scrutiny.tidy(ctx.formParam("aliases"))
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .toList());
  }

  private static List<Environment> environments(Context ctx) {
    var names = ctx.formParams("environment_name");
    var tiers = ctx.formParams("environment_tier");
    var environments = new ArrayList<Environment>();
    for (int i = 0; i < names.size(); i++) {
      var name = Scrutiny.tidy(names.get(i));
      if (!name.isEmpty()) {
        environments.add(new Environment(name, i < tiers.size() ? tiers.get(i) : "other"));
      }
    }
    return environments;
  }

  private static List<Repository> repositories(Context ctx) {
    var urls = ctx.formParams("repository_url");
    var kinds = ctx.formParams("repository_kind");
    var repositories = new ArrayList<Repository>();
    for (int i = 0; i < urls.size(); i++) {
      var url = Scrutiny.tidy(urls.get(i));
      if (!url.isEmpty()) {
        repositories.add(new Repository(url, i < kinds.size() ? kinds.get(i) : "code"));
      }
    }
    return repositories;
  }

  private static List<Link> links(Context ctx) {
    var types = ctx.formParams("link_type");
    var titles = ctx.formParams("link_title");
    var urls = ctx.formParams("link_url");
    var links = new ArrayList<Link>();
    for (int i = 0; i < titles.size(); i++) {
      var link =
          new Link(
              Scrutiny.tidy(titles.get(i)),
              i < urls.size() ? Scrutiny.tidy(urls.get(i)) : "",
              i < types.size() ? types.get(i) : "other");
      if (!link.title().isEmpty() || !link.url().isEmpty()) links.add(link);
    }
    return links;
  }
}
