package dev.rialto.manual;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a heading is called in an address, as code forges do it, so that one link works there and
 * here. commonmark's own extension for that is in no registry that we build from.
 */
final class Anchors {
  private final Map<String, Integer> taken = new HashMap<>();

  String of(String heading) {
    var plain =
        heading
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
            .strip()
            .replaceAll("\\s", "-");
    int before = taken.merge(plain, 1, Integer::sum) - 1;
    return before == 0 ? plain : plain + "-" + before;
  }
}
