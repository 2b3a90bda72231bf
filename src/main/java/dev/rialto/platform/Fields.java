package dev.rialto.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object somebody sent, read field by field: a wrong type or an unknown field is one of the
 * answers, beside what the values themselves get wrong. Binding to records was refused: it stops at
 * the first mistake and cannot tell a missing field from null, which a merge must.
 */
public final class Fields {
  private final JsonNode json;
  private final Scrutiny scrutiny;

  public Fields(JsonNode json, Scrutiny scrutiny, Set<String> known) {
    this.json = json;
    this.scrutiny = scrutiny;
    if (!json.isObject()) throw Problem.badRequest("Send one JSON object, such as {\"name\": …}.");
    json.fieldNames()
        .forEachRemaining(
            field ->
                scrutiny.holds(
                    known.contains(field),
                    field.length() > 60 ? field.substring(0, 60) : field,
                    "There is no such field here; there are "
                        + String.join(", ", new TreeSet<>(known))
                        + "."));
  }

  public boolean has(String field) {
    return json.has(field);
  }

  /** Null empties a text, a missing field leaves it. */
  public String text(String field, String otherwise) {
    if (!json.has(field)) return otherwise;
    var value = json.get(field);
    if (value.isNull()) return "";
    if (!value.isTextual()) {
      scrutiny.wrong(field, "This has to be text in quotes.");
      return otherwise;
    }
    return Scrutiny.tidy(value.textValue());
  }

  public int whole(String field, int otherwise) {
    if (!json.has(field)) return otherwise;
    var value = json.get(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      scrutiny.wrong(field, "This has to be a whole number.");
      return otherwise;
    }
    return value.intValue();
  }

  public List<String> texts(String field, List<String> otherwise) {
    if (!json.has(field)) return otherwise;
    var texts = new ArrayList<String>();
    for (var item : items(field)) {
      if (item.isTextual()) texts.add(Scrutiny.tidy(item.textValue()));
      else scrutiny.wrong(field, "Each entry has to be text in quotes.");
    }
    return texts;
  }

  /** The entries of a list of objects; null is the empty list. */
  public List<JsonNode> objects(String field) {
    var objects = new ArrayList<JsonNode>();
    for (var item : items(field)) {
      if (item.isObject()) objects.add(item);
      else scrutiny.wrong(field, "Each entry has to be an object in braces.");
    }
    return objects;
  }

  private List<JsonNode> items(String field) {
    var value = json.path(field);
    var items = new ArrayList<JsonNode>();
    if (value.isArray()) value.forEach(items::add);
    else if (!value.isNull()) scrutiny.wrong(field, "This has to be a list in brackets.");
    return items;
  }

  /**
   * The version a writer has seen, from {@code If-Match}, the body, the form or the query. Without
   * one a write would overrule somebody unseen, so there has to be one.
   */
  public static int version(Context ctx, @Nullable JsonNode body) {
    var header = ctx.header("If-Match");
    var said =
        header != null
            ? header.replace("W/", "").replace("\"", "").strip()
            : body != null && body.has("version")
                ? body.get("version").asText()
                : ctx.formParam("version") != null
                    ? ctx.formParam("version")
                    : ctx.queryParam("version");
    if (said == null || !said.matches("\\d{1,9}")) {
      throw Problem.invalid(
          "version",
          "Send the version you read, as If-Match or as version, so that nobody's change is lost.");
    }
    return Integer.parseInt(said);
  }
}
