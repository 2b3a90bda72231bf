package dev.rialto.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API promises about a service, and how it reads one. */
record ServiceJson(
    long id,
    String slug,
    String name,
    @Nullable String owner,
    @Nullable String ownerName,
    int tier,
    String tierName,
    String capability,
    List<Environment> environments,
    String runbookUrl,
    String description,
    List<Link> links,
    List<String> aliases,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "slug",
          "owner",
          "tier",
          "capability",
          "environments",
          "runbook_url",
          "description",
          "links",
          "aliases",
          "version");

  static ServiceJson of(Service service) {
    return new ServiceJson(
        service.id(),
        service.slug(),
        service.name(),
        service.ownerSlug(),
        service.ownerName(),
        service.tier().number(),
        service.tier().word(),
        service.capability(),
        service.environments(),
        service.runbookUrl(),
        service.description(),
        service.links(),
        service.aliases(),
        service.version(),
        service.createdAt(),
        service.updatedAt());
  }

  /** What was sent laid over what is there; a missing field leaves it as it is. */
  static ServiceDraft merge(ServiceDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, FIELDS);
    return new ServiceDraft(
        fields.text("name", base.name()),
        fields.text("slug", base.slug()),
        fields.text("owner", base.owner()),
        fields.whole("tier", base.tier()),
        fields.text("capability", base.capability()),
        fields.has("environments") ? environments(fields, scrutiny) : base.environments(),
        fields.text("runbook_url", base.runbookUrl()),
        fields.text("description", base.description()),
        fields.has("links") ? links(fields, scrutiny) : base.links(),
        fields.texts("aliases", base.aliases()));
  }

  private static List<Environment> environments(Fields fields, Scrutiny scrutiny) {
    var environments = new ArrayList<Environment>();
    for (var item : fields.objects("environments")) {
      var inner = new Fields(item, scrutiny, Set.of("name", "tier"));
      environments.add(new Environment(inner.text("name", ""), inner.text("tier", "other")));
    }
    return environments;
  }

  private static List<Link> links(Fields fields, Scrutiny scrutiny) {
    var links = new ArrayList<Link>();
    for (var item : fields.objects("links")) {
      var inner = new Fields(item, scrutiny, Set.of("title", "url"));
      links.add(new Link(inner.text("title", ""), inner.text("url", "")));
    }
    return links;
  }
}
