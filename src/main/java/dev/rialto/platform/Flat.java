package dev.rialto.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record as columns of a table, by the names they have in JSON: those of a record
 * inside it under its own name, {@code team_slug}. Jackson's own CSV was refused: it takes no
 * record inside a record, and knows nothing of formulas.
 */
final class Flat {
  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  private Flat() {}

  static <R> List<Export.Column<R>> columns(Class<R> type) {
    var columns = new ArrayList<Export.Column<R>>();
    add(columns, "", type, row -> row);
    return columns;
  }

  private static <R> void add(
      List<Export.Column<R>> columns,
      String prefix,
      Class<?> type,
      Function<R, @Nullable Object> record) {
    for (var field : type.getRecordComponents()) {
      var named = field.getAccessor().getAnnotation(JsonProperty.class);
      var name = prefix + (named == null ? NAMES.translate(field.getName()) : named.value());
      Function<R, @Nullable Object> value = row -> of(field, record.apply(row));
      if (field.getType().isRecord()) {
        add(columns, name + "_", field.getType(), value);
      } else {
        columns.add(new Export.Column<>(name, value));
      }
    }
  }

  private static @Nullable Object of(RecordComponent field, @Nullable Object record) {
    if (record == null) {
      return null;
    }
    try {
      field.getAccessor().setAccessible(true);
      return field.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }
}
