package broken.people;

import broken.alerts.Alarm;
import io.javalin.http.Context;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Leans right, in a circle, on HTTP, on SQL, on the clock and on the environment; and its name says
 * nothing.
 */
public final class PersonHelper {
  public Alarm alarm(Context ctx, Handle handle) throws InterruptedException {
    Thread.sleep(1);
    return new Alarm(String.valueOf(ctx.path()) + handle + Instant.now() + System.getenv("HOME"));
  }
}
