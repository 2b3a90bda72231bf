package dev.rialto.platform;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Time-driven, durable work on db-scheduler. Its own client opens a connection of its own; this one
 * joins the caller's transaction, so that a promise and the change that caused it commit together.
 */
public final class Jobs implements AutoCloseable {
  /** Most of them wait for a receiver; ten that hang must not hold up everybody else's page. */
  static final int AT_ONCE = 32;

  /**
   * A wake-up that comes while every worker is busy is forgotten by db-scheduler, and what is due
   * then waits for the next poll.
   */
  static final Duration POLLING = Duration.ofMillis(250);

  /**
   * A dead node is noticed after {@code HEARTBEAT × MISSED}: its work is taken over within seconds.
   */
  static final Duration HEARTBEAT = Duration.ofSeconds(1);

  static final int MISSED_HEARTBEATS = 4;
  static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(6);

  private final Database db;
  private final Clock clock;
  private final String node;
  private final List<Task<?>> tasks = new ArrayList<>();
  private final SchedulerClient inTransaction;
  private @Nullable Scheduler scheduler;

  /** {@code node} is whom others see holding a job. */
  public Jobs(Database db, InstantSource clock, String node) {
    this.db = db;
    this.node = node;
    this.clock = clock::instant;
    this.inTransaction =
        SchedulerClient.Builder.create(new CurrentConnection())
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
            .build();
  }

  /** Makes a room's task known; all before {@link #start}. */
  public void add(Task<?> task) {
    tasks.add(task);
  }

  /**
   * Work on what an instance names, until it says that nothing is left: it answers when to come
   * again. What a dead node held goes on at once, by the house's own clock; db-scheduler's own
   * revival asks the machine's.
   */
  public void add(
      TaskDescriptor<Void> task, Duration afterFailure, Function<String, Optional<Instant>> work) {
    add(
        Tasks.custom(task)
            .onFailureReschedule(FixedDelay.of(afterFailure))
            .onDeadExecution((dead, operations) -> operations.reschedule(dead, clock.now()))
            .execute(
                (instance, context) -> {
                  var again = work.apply(instance.getId());
                  return (done, operations) ->
                      again.ifPresentOrElse(
                          at -> operations.reschedule(done, at), operations::remove);
                }));
  }

  /** Schedules within the transaction; after the commit a due task starts at once. */
  public void schedule(Tx tx, TaskInstance<?> task, Instant at) {
    within(tx, () -> inTransaction.scheduleIfNotExists(task, at));
    wakeAfter(tx, at);
  }

  /** Many tasks in one statement; ids must be new. */
  public void scheduleAll(Tx tx, List<SchedulableInstance<?>> due) {
    if (due.isEmpty()) {
      return;
    }
    within(tx, () -> inTransaction.scheduleBatch(due));
    wakeAfter(tx, Instant.MIN);
  }

  /**
   * Moves a task to another time, or schedules it when it is not there; a running one is left
   * alone.
   */
  public void move(Tx tx, TaskInstance<?> task, Instant at) {
    within(
        tx,
        () -> {
          if (!inTransaction.scheduleIfNotExists(task, at)) {
            inTransaction.reschedule(task, at);
          }
        });
    wakeAfter(tx, at);
  }

  public void cancel(Tx tx, TaskInstance<?> task) {
    within(tx, () -> inTransaction.cancel(task));
  }

  public void start() {
    var recurring =
        tasks.stream()
            .filter(RecurringTask.class::isInstance)
            .map(t -> (RecurringTask<?>) t)
            .toList();
    var others = tasks.stream().filter(t -> !(t instanceof RecurringTask<?>)).toList();
    // Shut down by the scheduler itself when it stops.
    var workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 1).factory());
    scheduler =
        Scheduler.create(db.dataSource(), new ArrayList<>(others))
            .startTasks(recurring)
            .threads(AT_ONCE)
            .executorService(workers)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(POLLING)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(SHUTDOWN_WAIT)
            .schedulerName(new SchedulerName.Fixed(node))
            .clock(clock)
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
            .build();
    scheduler.start();
  }

  /** For a scheduler driven by hand in stories. */
  public List<Task<?>> tasks() {
    return List.copyOf(tasks);
  }

  /** When the next of all jobs is due that nobody has taken yet; null when there is none. */
  public @Nullable Instant next() {
    return db.read(
        tx ->
            tx.handle()
                .createQuery("select min(execution_time) from scheduled_tasks where not picked")
                .mapTo(Instant.class)
                .findOne()
                .orElse(null));
  }

  public DataSource dataSource() {
    return db.dataSource();
  }

  /** Looks for due work now instead of at the next poll. */
  public void wake() {
    var running = scheduler;
    if (running != null) {
      running.triggerCheckForDueExecutions();
    }
  }

  @Override
  public void close() {
    var running = scheduler;
    if (running != null) {
      running.stop();
      scheduler = null;
    }
  }

  private void wakeAfter(Tx tx, Instant at) {
    if (!at.isAfter(clock.now())) {
      tx.afterCommit(this::wake);
    }
  }

  private void within(Tx tx, Runnable work) {
    CurrentConnection.CONNECTION.set(tx.handle().getConnection());
    try {
      work.run();
    } finally {
      CurrentConnection.CONNECTION.remove();
    }
  }

  /**
   * Lends the transaction's connection to db-scheduler's client and ignores its wish to close it.
   */
  private static final class CurrentConnection implements DataSource {
    private static final ThreadLocal<Connection> CONNECTION = new ThreadLocal<>();

    @Override
    public Connection getConnection() {
      Connection real = CONNECTION.get();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, args) -> {
                if (method.getName().equals("close")) {
                  return null;
                }
                try {
                  return method.invoke(real, args);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    @Override
    public Connection getConnection(String user, String password) {
      return getConnection();
    }

    @Override
    public java.io.@Nullable PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(java.io.PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("A lent connection has nothing inside");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
