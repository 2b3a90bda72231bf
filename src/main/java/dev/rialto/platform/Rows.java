package dev.rialto.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A row becomes the record whose components are called as its columns. Which column goes where is
 * found once for each kind of answer: Jdbi asks reflection anew at every statement.
 */
final class Rows {
  private final Map<Class<?>, RowMapper<?>> known = new ConcurrentHashMap<>();

  RowMapperFactory records() {
    return (type, config) ->
        type instanceof Class<?> c && c.isRecord()
            ? Optional.of(known.computeIfAbsent(c, Rows::mapper))
            : Optional.empty();
  }

  private static RowMapper<?> mapper(Class<?> type) {
    return new Remembering<>(ConstructorMapper.of(type));
  }

  private static final class Remembering<T> implements RowMapper<T> {
    private final RowMapper<T> any;
    private final Map<List<String>, RowMapper<T>> byColumns = new ConcurrentHashMap<>();

    Remembering(RowMapper<T> any) {
      this.any = any;
    }

    @Override
    public T map(ResultSet row, StatementContext context) throws SQLException {
      return any.map(row, context);
    }

    @Override
    public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
      var columns = columns(rows);
      var found = byColumns.get(columns);
      if (found == null) {
        found = any.specialize(rows, context);
        byColumns.put(columns, found);
      }
      return found;
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
      var of = rows.getMetaData();
      var names = new ArrayList<String>(of.getColumnCount());
      for (int i = 1; i <= of.getColumnCount(); i++) {
        names.add(of.getColumnLabel(i));
      }
      return names;
    }
  }
}
