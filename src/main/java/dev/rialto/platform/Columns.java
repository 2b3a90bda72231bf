package dev.rialto.platform;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;

/**
 * Collections as typed arrays, which the driver sends as they are. Jdbi hands it arrays of objects:
 * these are written as text with each quote escaped, and read again by PostgreSQL, a third of the
 * time it takes to open an alert.
 */
final class Columns implements ArgumentFactory.Preparable {
  private record Column(String type, Object[] none) {
    Argument of(Collection<?> values) {
      return (position, statement, context) ->
          statement.setArray(
              position, statement.getConnection().createArrayOf(type, values.toArray(none)));
    }
  }

  private static final Map<Class<?>, Column> SENT_AS_THEY_ARE =
      Map.of(
          String.class, new Column("text", new String[0]),
          Long.class, new Column("int8", new Long[0]),
          Integer.class, new Column("int4", new Integer[0]),
          Boolean.class, new Column("bool", new Boolean[0]));

  @Override
  public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
    return GenericTypes.findGenericParameter(type, Collection.class)
        .map(GenericTypes::getErasedType)
        .map(SENT_AS_THEY_ARE::get)
        .map(column -> values -> column.of((Collection<?>) values));
  }
}
