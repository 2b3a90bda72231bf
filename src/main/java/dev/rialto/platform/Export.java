package dev.rialto.platform;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A list as a file to keep: {@code <list>/export.csv} and {@code <list>/export.json}, from the same
 * rows, under the filter that is on the screen, behind the same door. The rows go to a file before
 * the first byte leaves: a list of any length takes no memory, a slow reader holds no connection to
 * the database, and what fails half-way is an error instead of a file that looks whole. A reporting
 * library was refused: two formats of flat rows are no report.
 *
 * @param <R> what the API promises of one row; the JSON is this, the CSV its fields
 */
public final class Export<R> {
  /** What a list holds beyond this is not in the file, and the file says so. */
  public static final int MOST_ROWS = 50_000;

  /** Files of this node that are being written at once: each holds a connection meanwhile. */
  static final int AT_ONCE = 3;

  static final int AT_A_TIME = 1_000;
  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Semaphore PLACES = new Semaphore(AT_ONCE, true);

  /** Hands over the rows one after another, at most so many, as the filter in the address asks. */
  public interface Rows<R> {
    void each(Context ctx, int most, Consumer<R> row);
  }

  /** The rows of a list that is never long. */
  public interface Few<R> {
    List<R> read(Context ctx, int most);
  }

  /** The rows that come after the one with this number, at most so many. */
  public interface Stretch<T> {
    List<T> beyond(long last, int most);
  }

  /** Reads a long list a stretch at a time, each from where the one before it ended. */
  public static <T> void walk(
      int most, long first, Stretch<T> stretch, ToLongFunction<T> number, Consumer<T> row) {
    long last = first;
    int left = most;
    List<T> rows;
    do {
      rows = stretch.beyond(last, Math.min(AT_A_TIME, left));
      for (var each : rows) {
        row.accept(each);
        last = number.applyAsLong(each);
      }
      left -= rows.size();
    } while (rows.size() == AT_A_TIME && left > 0);
  }

  /** One column of the table; what it gives is written as {@link Csv} writes such a value. */
  record Column<R>(String name, Function<R, ? extends @Nullable Object> value) {}

  private final String file;
  private final Class<R> type;
  private final Rows<R> rows;
  private final List<Column<R>> columns = new ArrayList<>();

  private Export(String file, Class<R> type, Rows<R> rows) {
    this.file = file;
    this.type = type;
    this.rows = rows;
  }

  /** {@code file} is what it is called where it lands, without its ending. */
  public static <R> Export<R> of(String file, Class<R> type, Rows<R> rows) {
    return new Export<>(file, type, rows);
  }

  /** The same for a list that fits into memory many times over. */
  public static <R> Export<R> ofFew(String file, Class<R> type, Few<R> rows) {
    return new Export<>(file, type, (ctx, most, row) -> rows.read(ctx, most).forEach(row));
  }

  /** A list that says nothing of columns has its fields for columns, by the API's names. */
  public Export<R> column(String name, Function<R, ? extends @Nullable Object> value) {
    columns.add(new Column<>(name, value));
    return this;
  }

  /** Opens both doors, with the right of the page that shows the list. */
  public void open(Doors doors, String list, Access access) {
    doors.get(list + "/export.csv", access, ctx -> send(ctx, "csv", "text/csv; charset=utf-8"));
    doors.get(list + "/export.json", access, ctx -> send(ctx, "json", "application/json"));
  }

  /** Who kept an address from before still gets there, with the filter. */
  public static void moved(Doors doors, String from, String to, Access access) {
    doors.get(
        from,
        access,
        ctx ->
            ctx.redirect(
                ctx.queryString() == null ? to : to + "?" + ctx.queryString(),
                HttpStatus.MOVED_PERMANENTLY));
  }

  private void send(Context ctx, String kind, String contentType) throws IOException {
    var path = Files.createTempFile("rialto-export-", "." + kind);
    int written;
    try {
      enter();
      try (var out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
        written = kind.equals("csv") ? csv(ctx, out) : json(ctx, out);
      } finally {
        PLACES.release();
      }
      // From here on the file lives as long as somebody reads it.
      ctx.contentType(contentType)
          .header(
              "Content-Disposition",
              "attachment; filename=\"%s%s.%s\""
                  .formatted(file, written > MOST_ROWS ? "-first-" + MOST_ROWS : "", kind))
          .result(Files.newInputStream(path, StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static void enter() {
    try {
      if (PLACES.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.unavailable(
        "%d exports are being written just now; try again in a moment.".formatted(AT_ONCE),
        PATIENCE);
  }

  /** How many rows there were, one more than the most when there are more than that. */
  int csv(Context ctx, Writer out) throws IOException {
    var shape = columns.isEmpty() ? Flat.columns(type) : columns;
    out.append(Csv.row(shape.stream().map(Column::name).toList()));
    int count =
        each(
            ctx,
            row ->
                out.append(
                    Csv.row(shape.stream().map(column -> column.value().apply(row)).toList())));
    if (count > MOST_ROWS) {
      var last = new ArrayList<>(Collections.nCopies(shape.size(), ""));
      last.set(0, cut());
      out.append(Csv.row(last));
    }
    return count;
  }

  int json(Context ctx, Writer out) throws IOException {
    try (var json = Json.MAPPER.getFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      int count = each(ctx, row -> Json.MAPPER.writeValue(json, row));
      json.writeEndArray();
      json.writeNumberField("count", Math.min(count, MOST_ROWS));
      json.writeStringField("cut", count > MOST_ROWS ? cut() : null);
      json.writeEndObject();
      return count;
    }
  }

  private static String cut() {
    return "Cut after %d rows: narrow the filter, or read the rest from the API."
        .formatted(MOST_ROWS);
  }

  private interface Write<R> {
    void row(R row) throws IOException;
  }

  private int each(Context ctx, Write<R> write) {
    var count = new int[1];
    rows.each(
        ctx,
        MOST_ROWS + 1,
        row -> {
          if (++count[0] <= MOST_ROWS) {
            try {
              write.row(row);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    return count[0];
  }
}
