package dev.rialto.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Healthy, ready and in figures: what an orchestrator and a Prometheus ask of any good neighbour.
 */
public final class SelfCheck {
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Database db;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final ExecutorService figures = Executors.newVirtualThreadPerTaskExecutor();
  private Supplier<String> more = () -> "";

  public SelfCheck(Database db, Live live) {
    this.db = db;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("rialto_database_connections_active", db, Database::activeConnections)
        .description("Connections in use")
        .register(registry);
    Gauge.builder("rialto_live_streams", live, Live::streams)
        .description("Open browser streams")
        .register(registry);
  }

  /** Rooms add their own figures here. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * One more figure, asked for whenever somebody looks; one that does not come at once is no
   * number, so that the others are still told when the database hangs.
   */
  public void figure(String name, String says, Supplier<Number> figure) {
    Gauge.builder(name, () -> soon(figure)).description(says).register(registry);
  }

  private Number soon(Supplier<Number> figure) {
    var asked = figures.submit(figure::get);
    try {
      return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    } catch (TimeoutException | ExecutionException e) {
      asked.cancel(true);
      return Double.NaN;
    }
  }

  /** Figures with names of services in them, for callers that have shown who they are. */
  public void also(Supplier<String> figures) {
    more = figures;
  }

  public void open(Doors doors) {
    doors.get("/-/healthy", Access.ANYONE, ctx -> ctx.result("Rialto is healthy.\n"));
    doors.get(
        "/-/ready",
        Access.ANYONE,
        ctx -> {
          if (db.answers()) {
            ctx.result("Rialto is ready.\n");
          } else {
            ctx.status(503).result("The database does not answer.\n");
          }
        });
    // To strangers figures only, no names of services or people: open, as exporters are.
    doors.get(
        "/metrics",
        Access.ANYONE,
        ctx ->
            ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(
                    registry.scrape()
                        + (Caller.of(ctx).role() == null
                            ? "# probe_success and its kin are here for API tokens with the scope read\n"
                            : more.get())));
  }
}
