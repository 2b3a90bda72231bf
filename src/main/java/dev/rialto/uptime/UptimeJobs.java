package dev.rialto.uptime;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.rialto.platform.Jobs;
import java.time.Duration;
import java.time.InstantSource;

/** What has to be done now and then: rolling up, making places, letting go. */
public final class UptimeJobs {
  static final Duration RHYTHM = Duration.ofMinutes(10);

  private UptimeJobs() {}

  /** {@code besides} is what another room lets go of at the same rhythm. */
  public static void open(Jobs jobs, History history, Runnable besides, InstantSource clock) {
    jobs.add(
        Tasks.recurring("uptime-turn", FixedDelay.of(RHYTHM))
            .execute(
                (instance, context) -> {
                  history.turn(clock.instant());
                  besides.run();
                }));
  }
}
