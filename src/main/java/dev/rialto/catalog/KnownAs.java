package dev.rialto.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** One name a service answers to: its slug, its name or an alternative. Pure. */
record KnownAs(String key, String label, String kind) {

  /** Slug before name before aliases; a name that folds onto an earlier one is said once. */
  static Collection<KnownAs> all(ServiceDraft draft) {
    var names = new LinkedHashMap<String, KnownAs>();
    add(names, draft.slug(), "slug");
    add(names, draft.name(), "name");
    for (var alias : draft.aliases()) add(names, alias, "alias");
    return List.copyOf(names.values());
  }

  private static void add(LinkedHashMap<String, KnownAs> names, String label, String kind) {
    var key = ServiceDraft.key(label);
    names.putIfAbsent(key, new KnownAs(key, label, kind));
  }

  /** The field of a form this name was typed into. */
  String field() {
    return kind.equals("alias") ? "aliases" : kind;
  }
}
