package dev.rialto.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import jdk.jfr.FlightRecorder;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.JdbiStatementEvent;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The one way to PostgreSQL: transactions that carry what must happen after the commit. Not
 * Spring's transaction templates: they bind to a thread, and here the transaction is a parameter.
 */
public final class Database implements AutoCloseable {
  static final int POOL_SIZE = 12;
  static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

  /** Long enough for an import, short enough that a forgotten query cannot hold the house. */
  static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

  /** Where to connect; the password never appears in {@link #toString}. */
  public record Address(String jdbcUrl, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
      return jdbcUrl.replaceAll("(?i)(password|user)=[^&]*", "$1=…");
    }
  }

  /** Taking a statement apart takes Jdbi a millisecond and more; one does for every database. */
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Address address;

  private Database(Address address, HikariDataSource pool) {
    this.address = address;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool).installPlugin(new SqlObjectPlugin());
    jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
    Statements.register(jdbi.getConfig(Extensions.class));
    jdbi.registerRowMapper(new Rows().records());
    jdbi.registerArrayType(Long.class, "bigint");
    jdbi.registerArrayType(Integer.class, "integer");
    jdbi.registerArrayType(Short.class, "smallint");
    jdbi.registerArrayType(Boolean.class, "boolean");
    jdbi.registerArrayType(String.class, "text");
    jdbi.registerArrayType(byte[].class, "bytea");
    jdbi.registerArrayType(java.util.UUID.class, "uuid");
    jdbi.registerArrayType(
        java.time.Instant.class,
        "timestamptz",
        instant -> instant.atOffset(java.time.ZoneOffset.UTC));
    jdbi.registerArgument(new Columns());
  }

  /** Jdbi's first statement asks for Java's flight recorder, which takes 0.1 s to load. */
  public static void loadAhead() {
    FlightRecorder.register(JdbiStatementEvent.class);
  }

  public static Database open(Address address, int poolSize) {
    var config = new HikariConfig();
    config.setPoolName("rialto");
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setAutoCommit(true);
    // Once a connection: asked for at each transaction it costs two round trips to look and set.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("ApplicationName", "rialto");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "options",
        "-c statement_timeout=" + STATEMENT_TIMEOUT.toMillis() + " -c timezone=UTC -c jit=off");
    return new Database(address, new HikariDataSource(config));
  }

  public static Database open(Address address) {
    return open(address, POOL_SIZE);
  }

  /** For a house that is only looked at: whoever asks it anything finds no database. */
  public static Database unasked() {
    // Without an address such a pool is made at its first connection, and fails there.
    return new Database(
        new Address("jdbc:postgresql://localhost/", null, null), new HikariDataSource());
  }

  /**
   * How the schema that is there stands to this version of the product.
   *
   * @param version none when the database is empty
   * @param steps migrations that are still to come
   * @param newer a step somebody else's newer version made, of which this one knows nothing
   */
  public record Schema(Optional<String> version, int steps, Optional<String> newer) {}

  public Schema schema() {
    var info = flyway().info();
    return new Schema(
        Optional.ofNullable(info.current()).map(it -> it.getVersion().getVersion()),
        info.pending().length,
        Arrays.stream(info.applied())
            .filter(it -> it.getState() == MigrationState.FUTURE_SUCCESS)
            .map(it -> it.getVersion().getVersion())
            .reduce((earlier, later) -> later));
  }

  /** Brings the schema to this version; forward only, files are never edited once landed. */
  public void migrate() {
    flyway().migrate();
  }

  private Flyway flyway() {
    return Flyway.configure().dataSource(pool).locations("classpath:db").loggers("slf4j").load();
  }

  public <T extends @Nullable Object> T inTransaction(Function<Tx, T> work) {
    var tx = new Tx[1];
    T result =
        jdbi.inTransaction(
            handle -> {
              tx[0] = new Tx(handle);
              T value = work.apply(tx[0]);
              tx[0].sendTold();
              return value;
            });
    tx[0].committed();
    return result;
  }

  public void run(Consumer<Tx> work) {
    inTransaction(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  /** Reads without opening a transaction of their own: each statement sees what is committed. */
  public <T extends @Nullable Object> T read(Function<Tx, T> work) {
    return jdbi.withHandle(handle -> work.apply(new Tx(handle)));
  }

  /**
   * One statement that writes. It is a transaction by itself, which spares the round trip of a
   * commit; nobody can be told of it.
   */
  public void single(Consumer<Tx> statement) {
    jdbi.useHandle(handle -> statement.accept(new Tx(handle)));
  }

  DataSource dataSource() {
    return pool;
  }

  /** For the one listening connection that must not come from the pool. */
  Address address() {
    return address;
  }

  /**
   * How quickly the database answers and what time it is there.
   *
   * @param roundTrip of one question, its wait for a connection included
   * @param ahead how far this machine's clock is ahead of the database's, with what the way leaves
   *     open taken off
   * @param queued threads that wait for a connection
   */
  public record Pulse(Duration roundTrip, Duration ahead, int inUse, int pool, int queued) {}

  /** Asks what time it is, and takes the time of that. */
  public Pulse pulse() {
    var state = pool.getHikariPoolMXBean();
    int inUse = state.getActiveConnections();
    int queued = state.getThreadsAwaitingConnection();
    long from = System.nanoTime();
    var ahead =
        read(
            tx -> {
              var query = tx.handle().createQuery("select clock_timestamp()");
              var before = Instant.now();
              var there = query.mapTo(Instant.class).one();
              return apart(before, there, Instant.now());
            });
    return new Pulse(
        Duration.ofNanos(System.nanoTime() - from),
        ahead,
        inUse,
        pool.getMaximumPoolSize(),
        queued);
  }

  /** The answer was given somewhere between: anything in there may be no difference at all. */
  static Duration apart(Instant before, Instant there, Instant after) {
    if (there.isAfter(after)) {
      return Duration.between(there, after);
    }
    return there.isBefore(before) ? Duration.between(there, before) : Duration.ZERO;
  }

  public int activeConnections() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  /** The server is gone, going or not yet back, as opposed to a statement that is wrong. */
  public static boolean isAway(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        String state = sql.getSQLState();
        if (sql instanceof SQLTransientConnectionException
            || (state != null && (state.startsWith("08") || state.startsWith("57P")))) {
          return true;
        }
      }
    }
    return false;
  }

  public boolean answers() {
    try {
      return read(tx -> tx.handle().createQuery("select 1").mapTo(Integer.class).one()) == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
