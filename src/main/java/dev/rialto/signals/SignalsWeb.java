package dev.rialto.signals;

import dev.rialto.platform.Access;
import dev.rialto.platform.Body;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The doors at which alerts come in. Every one knows its sender first and answers after the commit.
 */
public final class SignalsWeb {
  /** A thousand alerts of a full page of text; more is a mistake or a group to be cut. */
  static final int MAX_BODY = 1024 * 1024;

  private final Signals signals;
  private final SendersWeb senders;
  private final Complaints complaints;
  private final InstantSource clock;

  public SignalsWeb(Signals signals, InstantSource clock) {
    this.signals = signals;
    this.senders = signals.senders();
    this.complaints = signals.complaints();
    this.clock = clock;
  }

  public void open(Doors doors) {
    for (var path : List.of("/api/v2/alerts", "/in/{token}/api/v2/alerts")) {
      doors.post(path, Access.SIGNAL, ctx -> prometheus(ctx, doors));
    }
    for (var path : List.of("/api/v1/signals/alertmanager", "/in/{token}/alertmanager")) {
      doors.post(path, Access.SIGNAL, ctx -> others(ctx, doors, Format.ALERTMANAGER));
    }
    for (var path : List.of("/api/v1/signals/alerts", "/in/{token}/alerts")) {
      doors.post(path, Access.SIGNAL, ctx -> others(ctx, doors, Format.JSON));
    }
  }

  /** Prometheus wants 200 and nothing, or 400 and a JSON string. */
  private void prometheus(Context ctx, Doors doors) {
    var source = known(ctx, doors, Format.PROMETHEUS);
    try {
      var parsed = take(ctx, doors, source, Format.PROMETHEUS);
      if (parsed.faults().isEmpty()) {
        ctx.status(200);
      } else {
        answer400(ctx, told(parsed));
      }
    } catch (Malformed bad) {
      answer400(ctx, bad.fault.told());
    }
  }

  private static void answer400(Context ctx, String told) {
    ctx.status(400).contentType("application/json").result(Json.write(told));
  }

  private void others(Context ctx, Doors doors, Format format) {
    var source = known(ctx, doors, format);
    try {
      var parsed = take(ctx, doors, source, format);
      if (!parsed.faults().isEmpty()) {
        throw Problem.badRequest(told(parsed));
      }
      ctx.status(202).contentType("application/json");
      ctx.result(Json.bytes(Map.of("accepted", parsed.symptoms().size())));
    } catch (Malformed bad) {
      throw Problem.badRequest(bad.fault.told());
    }
  }

  private static String told(Parsed parsed) {
    int taken = parsed.symptoms().size();
    int bad = parsed.faults().size();
    return "%d of %d alerts could not be taken%s. %s"
        .formatted(
            bad,
            bad + taken,
            taken == 0 ? "" : ", the others were stored",
            Fault.told(parsed.faults()));
  }

  private Parsed take(Context ctx, Doors doors, Source source, Format format) {
    var body = body(ctx, doors, source);
    try {
      var parsed = signals.take(source, format, body);
      if (!parsed.faults().isEmpty()) {
        complain(ctx, doors, source, 400, told(parsed), body);
      }
      for (var remark : parsed.remarks()) {
        complain(ctx, doors, source, 200, remark, body);
      }
      return parsed;
    } catch (Malformed bad) {
      complain(ctx, doors, source, 400, bad.fault.told(), body);
      throw bad;
    }
  }

  private Source known(Context ctx, Doors doors, Format format) {
    return senders
        .of(ctx, format)
        .orElseThrow(
            () -> {
              complaints.add(
                  new Complaint(
                      null,
                      401,
                      "No source has the token that came to the door of " + format.spoken() + ".",
                      "",
                      doors.address(ctx),
                      clock.instant()));
              return SendersWeb.unknown();
            });
  }

  private byte[] body(Context ctx, Doors doors, Source source) {
    return Body.within(ctx, MAX_BODY)
        .orElseThrow(
            () -> {
              var told =
                  "The body is over %,d bytes. Send it in parts; for Alertmanager set max_alerts."
                      .formatted(MAX_BODY);
              complain(ctx, doors, source, 413, told, new byte[0]);
              return Problem.tooLarge(told);
            });
  }

  private void complain(
      Context ctx, Doors doors, Source source, int status, String reason, byte[] body) {
    var excerpt =
        new String(body, 0, Math.min(body.length, Complaint.MAX_EXCERPT), StandardCharsets.UTF_8);
    complaints.add(
        new Complaint(source.id(), status, reason, excerpt, doors.address(ctx), clock.instant()));
  }
}
