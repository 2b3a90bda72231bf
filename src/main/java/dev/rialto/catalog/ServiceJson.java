package dev.rialto.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.people.Who;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API promises about a service, and how it reads one. People are e-mail addresses. */
record ServiceJson(
    long id,
    String slug,
    String name,
    String kind,
    @Nullable String owner,
    @Nullable String ownerName,
    @Nullable String serviceOwner,
    @Nullable String serviceOwnerName,
    @Nullable String devContact,
    @Nullable String devContactName,
    @Nullable String opsContact,
    @Nullable String opsContactName,
    int tier,
    String tierName,
    String capability,
    @Nullable String capabilitySlug,
    List<Environment> environments,
    String runbookUrl,
    String description,
    List<Repository> repositories,
    List<Link> links,
    List<String> aliases,
    @Nullable String origin,
    @Nullable Instant vanishedAt,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "slug",
          "kind",
          "owner",
          "service_owner",
          "dev_contact",
          "ops_contact",
          "tier",
          "capability",
          "environments",
          "runbook_url",
          "description",
          "repositories",
          "links",
          "aliases",
          "version");

  static ServiceJson of(Service service) {
    return new ServiceJson(
        service.id(),
        service.slug(),
        service.name(),
        service.kind(),
        service.ownerSlug(),
        service.ownerName(),
        email(service.serviceOwner()),
        name(service.serviceOwner()),
        email(service.devContact()),
        name(service.devContact()),
        email(service.opsContact()),
        name(service.opsContact()),
        service.tier().number(),
        service.tier().word(),
        service.capability(),
        service.capabilitySlug(),
        service.environments(),
        service.runbookUrl(),
        service.description(),
        service.repositories(),
        service.links(),
        service.aliases(),
        service.origin(),
        service.vanishedAt(),
        service.version(),
        service.createdAt(),
        service.updatedAt());
  }

  private static @Nullable String email(@Nullable Who who) {
    return who == null ? null : who.email();
  }

  private static @Nullable String name(@Nullable Who who) {
    return who == null ? null : who.name();
  }

  /** What was sent laid over what is there; a missing field leaves it as it is. */
  static ServiceDraft merge(ServiceDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, FIELDS);
    return new ServiceDraft(
        fields.text("name", base.name()),
        fields.text("slug", base.slug()),
        fields.text("kind", base.kind()),
        fields.text("owner", base.owner()),
        new ServiceDraft.People(
            fields.text("service_owner", base.people().serviceOwner()),
            fields.text("dev_contact", base.people().dev()),
            fields.text("ops_contact", base.people().ops())),
        fields.whole("tier", base.tier()),
        fields.text("capability", base.capability()),
        fields.has("environments") ? environments(fields, scrutiny) : base.environments(),
        fields.text("runbook_url", base.runbookUrl()),
        fields.text("description", base.description()),
        fields.has("repositories") ? repositories(fields, scrutiny) : base.repositories(),
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

  private static List<Repository> repositories(Fields fields, Scrutiny scrutiny) {
    var repositories = new ArrayList<Repository>();
    for (var item : fields.objects("repositories")) {
      var inner = new Fields(item, scrutiny, Set.of("url", "kind"));
      repositories.add(new Repository(inner.text("url", ""), inner.text("kind", "code")));
    }
    return repositories;
  }

  private static List<Link> links(Fields fields, Scrutiny scrutiny) {
    var links = new ArrayList<Link>();
    for (var item : fields.objects("links")) {
      var inner = new Fields(item, scrutiny, Set.of("title", "url", "type"));
      links.add(
          new Link(inner.text("title", ""), inner.text("url", ""), inner.text("type", "other")));
    }
    return links;
  }
}
