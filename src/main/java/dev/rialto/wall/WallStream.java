package dev.rialto.wall;

import dev.rialto.platform.Json;
import dev.rialto.wall.Picture.Change;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one wall alive: sends what changed since the last picture it sent, and a beat with the age
 * of what is shown. A browser that is slow gets fewer and larger steps, never a queue.
 */
final class WallStream {
  /** A browser greys its wall after ten seconds without a word. */
  static final Duration BEAT = Duration.ofSeconds(4);

  /** Whoever was let in is asked for again, should nobody have said that they no longer are. */
  static final Duration ADMITTED_FOR = Duration.ofMinutes(1);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** Where events go: an event's name, its data, and the mark it brings the browser to. */
  interface Line {
    boolean isOpen();

    void send(String event, Object data, @Nullable String mark);
  }

  /** How a wall is drawn for this reader. */
  interface Pen extends Function<Record, byte[]> {}

  private final Watch watch;
  private final Scope scope;
  private final Look look;
  private final Line line;
  private final Pen pen;
  private final BooleanSupplier admitted;
  private final LongSupplier revoked;
  private long beatAt;
  private long admittedAt;

  WallStream(
      Watch watch,
      Scope scope,
      Look look,
      Line line,
      Pen pen,
      BooleanSupplier admitted,
      LongSupplier revoked) {
    this.watch = watch;
    this.scope = scope;
    this.look = look;
    this.line = line;
    this.pen = pen;
    this.admitted = admitted;
    this.revoked = revoked;
  }

  /** Returns when the browser is gone or no longer let in. */
  void run(String mark, String build) throws InterruptedException {
    line.send("hello", Map.of("build", build), null);
    admittedAt = System.nanoTime();
    long revocations = revoked.getAsLong();
    var shown = watch.remembered(scope, mark).orElse(null);
    LocalDate day = null;
    while (line.isOpen()) {
      long news = watch.told();
      if (revocations != revoked.getAsLong()
          || System.nanoTime() - admittedAt >= ADMITTED_FOR.toNanos()) {
        revocations = revoked.getAsLong();
        if (!admitted.getAsBoolean()) {
          line.send("over", Map.of(), null);
          return;
        }
        admittedAt = System.nanoTime();
      }
      var picture = watch.latest().of(scope);
      // Days have names that change at midnight, on tiles where nothing else did.
      var today = picture.asOf().atZone(look.zone()).toLocalDate();
      if (shown == null || (day != null && !day.equals(today))) {
        whole(picture);
      } else if (!picture.mark().equals(shown.mark())) {
        step(shown, picture);
      }
      shown = picture;
      day = today;
      beat();
      watch.await(news, LOOK);
    }
  }

  private void beat() {
    if (System.nanoTime() - beatAt < BEAT.toNanos()) return;
    beatAt = System.nanoTime();
    line.send("beat", Map.of("age", watch.age().toSeconds()), null);
  }

  private void whole(Picture picture) {
    var all = Picture.of(List.of(), null, picture.asOf());
    send(picture, picture.since(all), true);
  }

  private void step(Picture before, Picture picture) {
    send(picture, picture.since(before), false);
  }

  private void send(Picture picture, Change change, boolean all) {
    var data = new LinkedHashMap<String, Object>();
    data.put("age", watch.age().toSeconds());
    data.put("fit", Fit.classes((int) picture.troubled(), picture.tiles().size()));
    data.put("large", picture.large());
    data.put(
        "head",
        text(new WallHead(picture.tally(), Headline.of(picture, scope), picture.leftOut())));
    if (all) data.put("all", true);
    data.put("gone", change.gone());
    var bare = picture.bare().stream().map(Tile::id).collect(Collectors.toSet());
    data.put(
        "tiles",
        change.placed().stream()
            .map(
                placed ->
                    Map.of(
                        "id", placed.tile().id(),
                        "after", placed.after(),
                        "html", html(placed.tile(), picture, bare)))
            .toList());
    beatAt = System.nanoTime();
    line.send("tiles", Json.write(data), picture.mark());
  }

  private String html(Tile tile, Picture picture, Set<Long> bare) {
    return text(new WallTile(tile, look.at(picture.asOf()), bare.contains(tile.id())));
  }

  private String text(Record fragment) {
    return new String(pen.apply(fragment), StandardCharsets.UTF_8);
  }
}
