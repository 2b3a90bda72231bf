package dev.rialto.standing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a list of services was asked for; all of it stands in the address, so that it can be sent to
 * somebody.
 */
public record ServiceList(
    String q,
    String owner,
    int tier,
    String capability,
    boolean mine,
    boolean alerting,
    String sort,
    int page) {
  public static final String WORST_FIRST = "worst";
  public static final List<String> SORTS =
      List.of(WORST_FIRST, "name", "owner", "tier", "capability");
  static final int PAGE_SIZE = 50;
  static final int MOST_PAGES = 10_000;

  /** The same list with one thing asked differently; a new question begins at its first page. */
  public String with(String field, String value) {
    var asked = asked();
    asked.remove("page");
    if (value.isEmpty()) asked.remove(field);
    else asked.put(field, value);
    return address("/services", asked);
  }

  public boolean isFiltered() {
    return !q.isEmpty()
        || !owner.isEmpty()
        || tier != 0
        || !capability.isEmpty()
        || mine
        || alerting;
  }

  int skip() {
    return (page - 1) * PAGE_SIZE;
  }

  private Map<String, String> asked() {
    var asked = new LinkedHashMap<String, String>();
    if (!q.isEmpty()) asked.put("q", q);
    if (!owner.isEmpty()) asked.put("owner", owner);
    if (tier != 0) asked.put("tier", String.valueOf(tier));
    if (!capability.isEmpty()) asked.put("capability", capability);
    if (mine) asked.put("mine", "1");
    if (alerting) asked.put("alerting", "1");
    if (!sort.equals(WORST_FIRST)) asked.put("sort", sort);
    if (page > 1) asked.put("page", String.valueOf(page));
    return asked;
  }

  private static String address(String path, Map<String, String> asked) {
    return asked.isEmpty()
        ? path
        : path
            + asked.entrySet().stream()
                .map(
                    e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
  }
}
