package dev.rialto.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages share a message. The first about a service leaves at once; what follows within the
 * pause leaves together when the pause is over. Pure.
 *
 * @param few more messages than this to one person at one moment become a single one
 */
record Bundling(Duration pause, int few) {
  static final Bundling USUAL = new Bundling(Duration.ofSeconds(30), 5);

  /** What one person is told about together: mostly a service. */
  record Topic(long personId, String key) {}

  record Wanted(Topic topic, List<Long> pages) {}

  /** The last message about a topic: when it leaves or left, and its id while it still waits. */
  record Last(Instant leavesAt, @Nullable Long waiting) {}

  /** One message: a new one, or one that still waits and takes these pages along. */
  record Parcel(
      long personId, Set<String> keys, Instant leavesAt, @Nullable Long joins, List<Long> pages) {}

  List<Parcel> pack(List<Wanted> wanted, Map<Topic, Last> told, Instant now) {
    var parcels = new ArrayList<Parcel>();
    for (var ofPerson : byPerson(wanted).values()) {
      var alone = ofPerson.stream().map(w -> parcel(w, told.get(w.topic()), now)).toList();
      var joining = alone.stream().filter(p -> p.joins() != null).toList();
      var atOnce = alone.stream().filter(p -> p.joins() == null && !p.leavesAt().isAfter(now));
      var later = alone.stream().filter(p -> p.joins() == null && p.leavesAt().isAfter(now));
      parcels.addAll(joining);
      parcels.addAll(fewerOf(atOnce.toList()));
      parcels.addAll(fewerOf(later.toList()));
    }
    return parcels;
  }

  private Parcel parcel(Wanted wanted, @Nullable Last last, Instant now) {
    var topic = wanted.topic();
    var keys = Set.of(topic.key());
    if (last != null && last.waiting() != null) {
      return new Parcel(topic.personId(), keys, last.leavesAt(), last.waiting(), wanted.pages());
    }
    var free = last == null ? now : last.leavesAt().plus(pause);
    var leaves = free.isAfter(now) ? free : now;
    return new Parcel(topic.personId(), keys, leaves, null, wanted.pages());
  }

  private List<Parcel> fewerOf(List<Parcel> parcels) {
    if (parcels.size() <= few) {
      return parcels;
    }
    var keys = new LinkedHashSet<String>();
    var pages = new ArrayList<Long>();
    var leaves = parcels.getFirst().leavesAt();
    for (var parcel : parcels) {
      keys.addAll(parcel.keys());
      pages.addAll(parcel.pages());
      leaves = parcel.leavesAt().isBefore(leaves) ? parcel.leavesAt() : leaves;
    }
    return List.of(new Parcel(parcels.getFirst().personId(), keys, leaves, null, pages));
  }

  private static Map<Long, List<Wanted>> byPerson(List<Wanted> wanted) {
    var people = new LinkedHashMap<Long, List<Wanted>>();
    for (var one : wanted) {
      people.computeIfAbsent(one.topic().personId(), id -> new ArrayList<>()).add(one);
    }
    return people;
  }
}
