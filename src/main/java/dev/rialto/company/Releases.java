package dev.rialto.company;

import dev.rialto.shop.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each part of the shop runs, and the pipeline that changes it: it starts the version, and
 * tells Rialto so at the door where every pipeline does.
 */
public final class Releases {
  public static final String ENVIRONMENT = "Prod";
  private static final String KEPT = "release.";

  private final DemoPlace place;

  /** Kept in the demo’s place. */
  public Releases(DemoPlace place) {
    this.place = place;
  }

  /** What runs of a part. */
  public Shop.Release of(String part) {
    var kept = place.kept(KEPT + part);
    return kept == null
        ? new Shop.Release(part, Company.part(part).version(), Shop.Mistake.NONE)
        : Shop.Release.of(kept);
  }

  /** The version before the one that runs, to go back to. */
  public Shop.Release before(String part) {
    var kept = place.kept(KEPT + part + ".before");
    return kept == null ? of(part) : Shop.Release.of(kept);
  }

  /** What runs of every part. */
  public List<Shop.Release> all() {
    return Company.PARTS.stream().map(part -> of(part.name())).toList();
  }

  /** All of it, as it would be with this one. */
  public List<Shop.Release> with(Shop.Release next) {
    var all = new ArrayList<>(all());
    all.replaceAll(each -> each.part().equals(next.part()) ? next : each);
    return all;
  }

  /** Runs from now on, also at the next start. */
  public void keep(Shop.Release next) {
    var now = of(next.part());
    if (now.mistake() == Shop.Mistake.NONE) {
      place.keep(KEPT + next.part() + ".before", now.toString());
    }
    place.keep(KEPT + next.part(), next.toString());
    var highest = highest(next.part());
    if (newer(next.version(), highest)) {
      place.keep(KEPT + next.part() + ".highest", next.version());
    }
  }

  private String highest(String part) {
    var kept = place.kept(KEPT + part + ".highest");
    return kept == null ? of(part).version() : kept;
  }

  private static boolean newer(String one, String other) {
    return java.util.Arrays.compare(numbers(one), numbers(other)) > 0;
  }

  private static int[] numbers(String version) {
    return java.util.Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  /** A number that never ran: of the next feature, or of the next mend of what runs. */
  public String next(String part, boolean feature) {
    var numbers = numbers(highest(part));
    return feature
        ? "%d.%d.0".formatted(numbers[0], numbers[1] + 1)
        : "%d.%d.%d".formatted(numbers[0], numbers[1], numbers[2] + 1);
  }

  /** What a pipeline’s line of curl says. */
  public static Map<String, Object> told(
      Shop.Release release, String environment, String state, Instant at, String by) {
    var told = new LinkedHashMap<String, Object>();
    told.put("service", release.part());
    told.put("environment", environment);
    told.put("version", release.version());
    told.put("state", state);
    told.put("at", at.toString());
    told.put("by", by);
    return told;
  }
}
