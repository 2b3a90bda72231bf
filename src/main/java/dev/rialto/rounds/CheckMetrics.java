package dev.rialto.rounds;

import dev.rialto.probes.Phase;
import dev.rialto.uptime.Result;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the newest tries saw, under the names of blackbox_exporter, so that dashboards and rules
 * made for it go on working. Made at the moment somebody asks; nothing is kept for it.
 */
final class CheckMetrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  CheckMetrics(Supplier<Collection<Result>> latest) {
    MultiCollector collector = () -> collect(latest.get());
    registry.getPrometheusRegistry().register(collector);
  }

  String text() {
    return registry.scrape();
  }

  private static MetricSnapshots collect(Collection<Result> latest) {
    var success = GaugeSnapshot.builder().name("probe_success").help("Whether the check answers");
    var took =
        GaugeSnapshot.builder().name("probe_duration_seconds").help("How long the newest try took");
    var phases =
        GaugeSnapshot.builder()
            .name("probe_http_duration_seconds")
            .help("How long each phase of the newest try took");
    var lookup =
        GaugeSnapshot.builder()
            .name("probe_dns_lookup_time_seconds")
            .help("How long the name took to resolve");
    var status =
        GaugeSnapshot.builder().name("probe_http_status_code").help("The status that came back");
    var expiry =
        GaugeSnapshot.builder()
            .name("probe_ssl_earliest_cert_expiry")
            .help("When the first certificate ends, in Unix time");
    for (var result : latest) {
      var labels = labels(result);
      success.dataPoint(point(labels, Rounds.isUp(result) ? 1 : 0));
      if (result.took() != null) {
        took.dataPoint(point(labels, seconds(result.took())));
      }
      if (result.status() != null) {
        status.dataPoint(point(labels, result.status()));
        for (var phase : Phase.values()) {
          var each = result.phases().get(phase);
          phases.dataPoint(
              point(labels.add("phase", phase.name().toLowerCase(Locale.ROOT)), seconds(each)));
        }
      }
      if (result.phases().get(Phase.RESOLVE) != null) {
        lookup.dataPoint(point(labels, seconds(result.phases().get(Phase.RESOLVE))));
      }
      if (result.certificateEnds() != null) {
        expiry.dataPoint(point(labels, result.certificateEnds().getEpochSecond()));
      }
    }
    return snapshots(
        List.of(
            success.build(),
            took.build(),
            phases.build(),
            lookup.build(),
            status.build(),
            expiry.build()));
  }

  private static Labels labels(Result result) {
    var check = result.watched();
    return Labels.of(
        "check",
        check.name(),
        "check_id",
        String.valueOf(check.id()),
        "service",
        check.service(),
        "type",
        check.labels().getOrDefault("check_type", ""),
        "environment",
        check.labels().getOrDefault("environment", ""));
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static double seconds(@Nullable Duration took) {
    return took == null ? 0 : took.toNanos() / 1e9;
  }

  private static MetricSnapshots snapshots(List<GaugeSnapshot> gauges) {
    var there = new ArrayList<MetricSnapshot>(gauges);
    there.removeIf(gauge -> gauge.getDataPoints().isEmpty());
    return new MetricSnapshots(there);
  }
}
