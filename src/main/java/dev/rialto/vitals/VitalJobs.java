package dev.rialto.vitals;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.rialto.platform.Jobs;
import java.time.Duration;

/** What keeps the jobs in view: one that does nothing but come, and the heartbeat. */
final class VitalJobs {
  /** Without it, jobs that stand still would be noticed only when the next one is due. */
  static final Duration TICK = Duration.ofSeconds(10);

  private VitalJobs() {}

  static void open(Jobs jobs, Heartbeat heartbeat, Duration beats) {
    var tick = beats.compareTo(TICK) < 0 ? beats : TICK;
    jobs.add(
        Tasks.recurring("vitals-tick", FixedDelay.of(tick)).execute((instance, context) -> {}));
    jobs.add(
        Tasks.recurring("vitals-heartbeat", FixedDelay.of(beats))
            .execute((instance, context) -> heartbeat.beat()));
  }
}
