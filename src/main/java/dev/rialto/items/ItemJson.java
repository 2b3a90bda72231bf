package dev.rialto.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the API promises about an item, and how it reads one. */
record ItemJson(
    long id,
    String key,
    String team,
    @Nullable String service,
    String type,
    boolean interrupt,
    String origin,
    String title,
    String description,
    @Nullable Double points,
    String state,
    Instant stateSince,
    @Nullable Instant doneAt,
    String rank,
    @Nullable String assignee,
    @Nullable Long incidentId,
    @Nullable String blocked,
    @Nullable Instant blockedSince,
    Instant createdAt,
    String createdBy,
    int version) {
  private static final Set<String> FIELDS =
      Set.of(
          "team",
          "service",
          "type",
          "title",
          "description",
          "points",
          "assignee",
          "links",
          "state",
          "version");

  static ItemJson of(Item item) {
    return new ItemJson(
        item.id(),
        item.key(),
        item.teamSlug(),
        item.serviceSlug(),
        item.type(),
        item.interrupt(),
        item.origin(),
        item.title(),
        item.description(),
        item.points(),
        item.state(),
        item.stateSince(),
        item.doneAt(),
        item.rank(),
        item.assignee(),
        item.incidentId(),
        item.blockReason(),
        item.blockedSince(),
        item.createdAt(),
        item.createdBy(),
        item.version());
  }

  /** With all that is told on an item's own page. */
  record Whole(
      ItemJson item,
      List<ItemSql.Origin> origins,
      List<ItemSql.Link> links,
      List<ItemSql.StateStay> states,
      List<ItemSql.BlockStay> blocks) {
    static Whole of(Item item, ItemSql.History history) {
      return new Whole(
          ItemJson.of(item),
          history.origins(),
          history.links(),
          history.states(),
          history.blocks());
    }
  }

  static ItemDraft merge(ItemDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, FIELDS);
    return new ItemDraft(
        fields.text("team", base.team()),
        fields.text("service", base.service()),
        fields.text("type", base.type()),
        fields.text("title", base.title()),
        fields.text("description", base.description()),
        points(body, base.points(), scrutiny),
        fields.text("assignee", base.assignee()),
        links(body, fields, base.links(), scrutiny),
        fields.text("state", base.state()));
  }

  private static String points(JsonNode body, String otherwise, Scrutiny scrutiny) {
    if (!body.has("points")) {
      return otherwise;
    }
    var value = body.get("points");
    if (value.isNull()) {
      return "";
    }
    if (!value.isNumber()) {
      scrutiny.wrong("points", "This has to be a number, or null.");
      return otherwise;
    }
    return Points.say(value.doubleValue());
  }

  private static String links(JsonNode body, Fields fields, String otherwise, Scrutiny scrutiny) {
    if (!body.has("links")) {
      return otherwise;
    }
    return fields.objects("links").stream()
        .map(
            link -> {
              scrutiny.holds(
                  link.path("url").isTextual(), "links", "Each link needs a url, in quotes.");
              return Scrutiny.tidy(link.path("title").asText("")).replaceAll("\\s+", " ")
                  + " "
                  + link.path("url").asText("").strip();
            })
        .collect(Collectors.joining("\n"));
  }
}
