package dev.rialto.alerts;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The moments at which silence ends an alert, or a silence begins or ends. */
final class AlertJobs {
  private static final TaskDescriptor<Void> TURN = TaskDescriptor.of("alerts-turn");
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private AlertJobs() {}

  static void open(Jobs jobs, Alerts alerts) {
    jobs.add(
        Tasks.oneTime(TURN)
            .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
            .execute((instance, context) -> alerts.turn()));
  }

  /** Whole seconds, rounded up: a thousand deadlines in one second are one look. */
  static void at(Tx tx, Jobs jobs, Instant moment) {
    var second = moment.truncatedTo(ChronoUnit.SECONDS);
    if (second.isBefore(moment)) {
      second = second.plusSeconds(1);
    }
    jobs.schedule(tx, TURN.instance(second.toString()).build(), second);
  }
}
