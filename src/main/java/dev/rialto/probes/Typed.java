package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Scrutiny;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A probe as somebody sent it, read field by field: what has the wrong shape is named by its path
 * ({@code expect[2].value}). {@code Fields} of the doors was refused: it tidies texts, and here a
 * blank or a line end may be what the target waits for.
 */
final class Typed {
  private final JsonNode json;
  private final String where;
  private final Scrutiny scrutiny;

  Typed(JsonNode json, Scrutiny scrutiny) {
    this(json, "", scrutiny);
  }

  private Typed(JsonNode json, String where, Scrutiny scrutiny) {
    this.json = json;
    this.where = where;
    this.scrutiny = scrutiny;
  }

  void only(String... known) {
    var fields = Set.of(known);
    json.fieldNames()
        .forEachRemaining(
            field ->
                scrutiny.holds(
                    fields.contains(field),
                    where + (field.length() > 60 ? field.substring(0, 60) : field),
                    "There is no such field here; there are "
                        + String.join(", ", new TreeSet<>(fields))
                        + "."));
  }

  /** Exactly as typed; missing and null are empty. */
  String text(String field) {
    return textOrNull(field) instanceof String text ? text : "";
  }

  @Nullable String textOrNull(String field) {
    var value = json.path(field);
    if (value.isTextual()) return value.textValue();
    if (!value.isMissingNode() && !value.isNull()) wrong(field, "This has to be text in quotes.");
    return null;
  }

  /** One line without blanks around it. */
  String line(String field) {
    return Scrutiny.tidy(text(field));
  }

  String line(String field, String otherwise) {
    return json.path(field).isMissingNode() ? otherwise : line(field);
  }

  /** A text, or a number or true and false, which people type without quotes. */
  String scalar(String field) {
    var value = json.path(field);
    return value.isNumber() || value.isBoolean() ? value.asText() : text(field);
  }

  boolean yes(String field, boolean otherwise) {
    var value = json.path(field);
    if (value.isBoolean()) return value.booleanValue();
    if (!value.isMissingNode() && !value.isNull()) wrong(field, "This has to be true or false.");
    return otherwise;
  }

  @Nullable Integer number(String field) {
    var value = json.path(field);
    if (value.isIntegralNumber() && value.canConvertToInt()) return value.intValue();
    if (!value.isMissingNode() && !value.isNull()) wrong(field, "This has to be a whole number.");
    return null;
  }

  int number(String field, int otherwise) {
    return number(field) instanceof Integer number ? number : otherwise;
  }

  List<String> lines(String field) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < items(field).size(); i++) {
      var item = items(field).get(i);
      if (item.isTextual()) lines.add(Scrutiny.tidy(item.textValue()));
      else wrong("%s[%d]".formatted(field, i), "This has to be text in quotes.");
    }
    return lines;
  }

  List<Typed> objects(String field) {
    var objects = new ArrayList<Typed>();
    for (int i = 0; i < items(field).size(); i++) {
      var item = items(field).get(i);
      var name = "%s[%d]".formatted(field, i);
      if (item.isObject()) objects.add(new Typed(item, where + name + ".", scrutiny));
      else wrong(name, "This has to be an object in braces.");
    }
    return objects;
  }

  Optional<Typed> object(String field) {
    var value = json.path(field);
    if (value.isObject()) return Optional.of(new Typed(value, where + field + ".", scrutiny));
    if (!value.isMissingNode() && !value.isNull()) {
      wrong(field, "This has to be an object in braces.");
    }
    return Optional.empty();
  }

  void wrong(String field, String message) {
    scrutiny.wrong(where + field, message);
  }

  private List<JsonNode> items(String field) {
    var value = json.path(field);
    var items = new ArrayList<JsonNode>();
    if (value.isArray()) value.forEach(items::add);
    else if (!value.isMissingNode() && !value.isNull()) {
      wrong(field, "This has to be a list in brackets.");
    }
    return items;
  }
}
