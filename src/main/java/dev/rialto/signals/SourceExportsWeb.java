package dev.rialto.signals;

import dev.rialto.platform.Access;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Sources, what came in and what was refused as files, in the order of their screens. */
final class SourceExportsWeb {
  private final Signals signals;
  private final Sources sources;
  private final InstantSource clock;

  SourceExportsWeb(Signals signals, InstantSource clock) {
    this.signals = signals;
    this.sources = signals.sources();
    this.clock = clock;
  }

  void open(Doors doors) {
    Export.ofFew("sources", SourceJson.class, this::all)
        .column("id", SourceJson::id)
        .column("name", SourceJson::name)
        .column("state", SourceJson::state)
        .column("format", SourceJson::format)
        .column("service", SourceJson::service)
        .column("expected_minutes", SourceJson::expectedMinutes)
        .column("first_at", SourceJson::firstAt)
        .column("last_at", SourceJson::lastAt)
        .column("signals", SourceJson::signals)
        .column("alerts", SourceJson::alerts)
        .column("parked", SourceJson::parked)
        .column("created_at", SourceJson::createdAt)
        .open(doors, "/sources", Access.VIEWER);
    Export.ofFew("turned-away", SourcesPage.Refused.class, (ctx, most) -> refused(sources))
        .open(doors, "/sources/refused", Access.VIEWER);
    Export.of("signals", SignalJson.class, this::each)
        .open(doors, "/sources/{id}/signals", Access.VIEWER);
    Export.ofFew("errors", ComplaintRow.class, (ctx, most) -> sources.complaints(id(ctx)))
        .open(doors, "/sources/{id}/errors", Access.VIEWER);
  }

  static List<Source> silentFirst(Sources sources, int most, Instant now) {
    var found = new ArrayList<>(sources.page(0, most));
    found.sort(
        Comparator.comparing((Source s) -> s.state(now))
            .thenComparing(s -> s.parked() == 0)
            .thenComparing(Source::name));
    return found;
  }

  static List<SourcesPage.Refused> refused(Sources sources) {
    return sources.complaints(0).stream()
        .map(c -> new SourcesPage.Refused(c.reason(), c.network(), c.lastAt(), c.count()))
        .toList();
  }

  private List<SourceJson> all(Context ctx, int most) {
    var now = clock.instant();
    return silentFirst(sources, most, now).stream()
        .map(source -> SourceJson.of(source, now, null))
        .toList();
  }

  private void each(Context ctx, int most, Consumer<SignalJson> row) {
    long source = id(ctx);
    Export.walk(
        most,
        Long.MAX_VALUE,
        (before, limit) -> signals.ofSource(source, before, false, limit),
        SignalRow::id,
        signal -> row.accept(SignalJson.of(signal)));
  }

  private long id(Context ctx) {
    return sources.byId(SourcesWeb.id(ctx)).id();
  }
}
