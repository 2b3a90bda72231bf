package dev.rialto.signals;

import dev.rialto.platform.Access;
import dev.rialto.platform.Body;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The doors at which pipelines tell what they do. Each knows its sender before it reads a word, and
 * answers after the commit that holds the raw body.
 */
public final class PipelinesWeb {
  /** A push of two thousand commits; GitHub cuts there. */
  static final int MAX_BODY = Doors.MAX_BODY;

  static final int LONGEST_DELIVERY = 200;
  static final int LONGEST_EVENT = 100;

  private final Signals signals;
  private final Sources sources;
  private final Complaints complaints;
  private final Doors doors;
  private final InstantSource clock;

  public PipelinesWeb(Signals signals, Doors doors, InstantSource clock) {
    this.signals = signals;
    this.sources = signals.sources();
    this.complaints = signals.complaints();
    this.doors = doors;
    this.clock = clock;
  }

  public void open() {
    doors.post("/api/v1/signals/github/{source}", Access.SIGNAL, this::github);
    doors.post("/api/v1/signals/gitlab", Access.SIGNAL, this::gitlab);
    doors.post("/api/v1/deployments", Access.SIGNAL, this::deployments);
  }

  /** GitHub tells no token but signs: the path says whose secret to hold the signature against. */
  private void github(Context ctx) {
    var source = named(ctx).orElse(null);
    var secret = source == null ? null : sources.secret(source).orElse(null);
    if (source == null || secret == null) {
      refuse(ctx, null, "No source that signs has the address that came to the door of GitHub.");
      throw Problem.unauthorized(
          "No source of GitHub has this address. The page of the source has it, with its secret.");
    }
    var body = body(ctx, source);
    if (!Signature.fits(ctx.header("X-Hub-Signature-256"), secret, body)) {
      refuse(ctx, source, "A signature does not fit: is the secret at GitHub this source's token?");
      throw Problem.unauthorized(
          "X-Hub-Signature-256 does not fit. Enter the token of this source as the webhook's secret.");
    }
    var event = cut(ctx.header("X-GitHub-Event"), LONGEST_EVENT);
    if (event == null) {
      throw refused(ctx, source, body, "the header X-GitHub-Event is missing.");
    }
    take(ctx, source, Format.GITHUB, event, ctx.header("X-GitHub-Delivery"), body);
  }

  private Optional<Source> named(Context ctx) {
    return Digits.of(ctx.pathParam("source"))
        .flatMap(sources::find)
        .filter(source -> source.spoken() == Format.GITHUB);
  }

  private void gitlab(Context ctx) {
    var token = ctx.header("X-Gitlab-Token");
    var source =
        token == null || token.length() > SendersWeb.LONGEST_TOKEN
            ? Optional.<Source>empty()
            : sources.byToken(token);
    if (source.isEmpty()) {
      refuse(ctx, null, "No source has the token that came to the door of GitLab.");
      throw Problem.unauthorized(
          "X-Gitlab-Token is no source's token. Enter it as the webhook's secret token.");
    }
    var event = cut(ctx.header("X-Gitlab-Event"), LONGEST_EVENT);
    var delivery = ctx.header("Idempotency-Key");
    take(
        ctx,
        source.get(),
        Format.GITLAB,
        event == null ? "unnamed" : event,
        delivery == null ? ctx.header("X-Gitlab-Event-UUID") : delivery,
        body(ctx, source.get()));
  }

  /** A source's token, an API token that may write or signal, or somebody who is signed in. */
  private void deployments(Context ctx) {
    var source =
        signals
            .senders()
            .of(ctx, Format.DEPLOYMENTS)
            .or(() -> person(ctx))
            .orElseThrow(
                () -> {
                  refuse(
                      ctx, null, "No source has the token that came to the door of deployments.");
                  return SendersWeb.unknown();
                });
    take(
        ctx,
        source,
        Format.DEPLOYMENTS,
        "deployment",
        ctx.header("Idempotency-Key"),
        body(ctx, source));
  }

  private Optional<Source> person(Context ctx) {
    var caller = doors.caller(ctx);
    return caller.kind() == Caller.Kind.PERSON && caller.mayWrite()
        ? Optional.of(sources.ofApiCaller(caller, Format.DEPLOYMENTS))
        : Optional.empty();
  }

  private void take(
      Context ctx,
      Source source,
      Format format,
      String event,
      @Nullable String delivery,
      byte[] body) {
    try {
      var parsed = signals.take(source, format, event, cut(delivery, LONGEST_DELIVERY), body);
      ctx.status(202).contentType("application/json");
      ctx.result(Json.bytes(Map.of("accepted", parsed.facts())));
    } catch (Malformed bad) {
      throw refused(ctx, source, body, bad.fault.told());
    }
  }

  private Problem refused(Context ctx, Source source, byte[] body, String told) {
    complain(ctx, source, 400, told, body);
    return Problem.badRequest(told);
  }

  private static @Nullable String cut(@Nullable String text, int most) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var line = text.strip().replaceAll("\\p{Cntrl}", " ");
    return line.length() > most ? line.substring(0, most) : line;
  }

  private byte[] body(Context ctx, Source source) {
    return Body.within(ctx, MAX_BODY)
        .orElseThrow(
            () -> {
              var told =
                  "The body is over %,d bytes. Choose fewer events, or send it in parts."
                      .formatted(MAX_BODY);
              complain(ctx, source, 413, told, new byte[0]);
              return Problem.tooLarge(told);
            });
  }

  private void refuse(Context ctx, @Nullable Source source, String reason) {
    complain(ctx, source, 401, reason, new byte[0]);
  }

  private void complain(
      Context ctx, @Nullable Source source, int status, String reason, byte[] body) {
    var excerpt =
        new String(body, 0, Math.min(body.length, Complaint.MAX_EXCERPT), StandardCharsets.UTF_8);
    complaints.add(
        new Complaint(
            source == null ? null : source.id(),
            status,
            reason,
            excerpt,
            doors.address(ctx),
            clock.instant()));
  }
}
