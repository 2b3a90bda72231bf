package dev.rialto.descriptors;

import dev.rialto.catalog.Services;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The doors of what descriptors said: a part of the service's page, and JSON. */
public final class DescriptorsWeb {
  private final Descriptors descriptors;
  private final Services services;
  private final InstantSource clock;
  private final Pages pages;

  public DescriptorsWeb(
      Descriptors descriptors, Services services, InstantSource clock, Doors doors) {
    this.descriptors = descriptors;
    this.services = services;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/services/{slug}/descriptor", Access.VIEWER, this::ofService);
    doors.get("/api/v1/descriptors", Access.VIEWER, this::apiDescriptor);
  }

  private void ofService(Context ctx) {
    var slug = ctx.pathParam("slug");
    var service =
        services
            .bySlug(slug)
            .orElseThrow(() -> Problem.notFound("No service “%s”.".formatted(slug)));
    var caller = Caller.of(ctx);
    boolean mayEdit = caller.mayWrite() && services.mayEdit(caller, service);
    var found = descriptors.ofService(service.id());
    pages.show(
        ctx,
        found
            .map(
                f ->
                    new ServiceDescriptor(
                        service,
                        f.shown().ref(),
                        f.shown().file() + ":" + f.shown().line(),
                        f.shown().sourceKind() + " " + f.shown().sourceAddress(),
                        f.shown().lastSeenAt(),
                        who(f.shown().seenBy()),
                        f.shown().lastImport(),
                        f.relations(),
                        mayEdit,
                        clock.instant()))
            .orElseGet(
                () ->
                    new ServiceDescriptor(
                        service,
                        null,
                        "",
                        "",
                        null,
                        null,
                        0,
                        List.of(),
                        mayEdit,
                        clock.instant())));
  }

  private static String who(@Nullable String label) {
    if (label == null) return "nobody known";
    return label.startsWith("person:")
        ? label.substring(label.indexOf(' ') + 1)
        : label.replaceFirst(":", " ");
  }

  private void apiDescriptor(Context ctx) {
    var said = Scrutiny.tidy(ctx.queryParam("ref"));
    var ref =
        Ref.parse(said, "component", Ref.DEFAULT_NAMESPACE)
            .orElseThrow(
                () ->
                    Problem.badRequest(
                        "ref is kind:namespace/name, such as component:default/payments."));
    var found =
        descriptors
            .byRef(ref.toString())
            .orElseThrow(() -> Problem.notFound("Nobody described %s.".formatted(ref)));
    var shown = found.shown();
    ctx.json(
        new ImportJson.DescriptorJson(
            shown.ref(),
            shown.file(),
            shown.line(),
            shown.sourceKind() + " " + shown.sourceAddress(),
            shown.target(),
            shown.targetId(),
            shown.lastSeenAt(),
            shown.seenBy() == null ? null : who(shown.seenBy()),
            shown.vanishedAt(),
            found.relations().stream()
                .map(r -> new ImportJson.RelationJson(r.type(), r.ref()))
                .toList()));
  }
}
