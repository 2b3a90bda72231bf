package dev.rialto.descriptors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What descriptors say about each other, asked from one end. Pure. */
record Relations(List<Tie> ties) {

  /** Who owns each, in the order it was told. */
  Map<Ref, List<Ref>> owners() {
    var owners = new HashMap<Ref, List<Ref>>();
    for (var tie : ties) {
      if (tie.type() == Tie.Type.OWNED_BY) {
        owners.computeIfAbsent(tie.from(), key -> new ArrayList<>(1)).add(tie.to());
      }
    }
    return owners;
  }

  /** The one that was told first, where only one can be. */
  Map<Ref, Ref> first(Tie.Type type) {
    var first = new HashMap<Ref, Ref>();
    for (var tie : ties) if (tie.type() == type) first.putIfAbsent(tie.from(), tie.to());
    return first;
  }

  /** For everything of these kinds that is told of here: what it is part of, or nothing. */
  Map<Long, @Nullable Long> wider(
      Collection<Entity> all, Map<Ref, Long> targets, Tie.Type type, String... kinds) {
    var first = first(type);
    var wider = new HashMap<Long, @Nullable Long>();
    for (var entity : all) {
      if (!entity.ref().isOf(kinds)) continue;
      var id = targets.get(entity.ref());
      var to = first.get(entity.ref());
      if (id != null) wider.put(id, to != null && to.isOf(kinds) ? targets.get(to) : null);
    }
    return wider;
  }
}
