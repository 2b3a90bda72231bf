package dev.rialto.platform;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Hands out names that nobody has yet, in the order they are asked for: a name as wanted where it
 * is free, a longer one where it is not. For imports of many, which cannot ask anybody. Pure.
 */
public final class Claims {
  private static final int LONGEST_SLUG = 63;
  private static final int ROOM_FOR_NUMBER = 7;

  private final Set<String> taken;

  public Claims(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** A short name for an address, made from the first of these that is free, else with a number. */
  public String slug(String... wanted) {
    var first = "";
    for (var each : wanted) {
      var slug = Slug.of(each);
      if (slug.isEmpty()) continue;
      if (first.isEmpty()) first = slug;
      if (taken.add(slug)) return slug;
    }
    var base = first.isEmpty() ? "unnamed" : first;
    if (base.length() > LONGEST_SLUG - ROOM_FOR_NUMBER) {
      base = base.substring(0, LONGEST_SLUG - ROOM_FOR_NUMBER).replaceAll("-+$", "");
    }
    for (int n = 2; ; n++) {
      var slug = base + "-" + n;
      if (taken.add(slug)) return slug;
    }
  }

  /** A name as it is read, with what tells it apart in brackets where another bears it. */
  public String name(String wanted, String apart, int longest) {
    if (taken.add(wanted.toLowerCase(Locale.ROOT))) return wanted;
    for (int n = 1; ; n++) {
      var end = " (" + apart + (n == 1 ? "" : " " + n) + ")";
      int room = Math.max(1, longest - end.length());
      var name = (wanted.length() > room ? wanted.substring(0, room) : wanted) + end;
      if (name.length() > longest) name = name.substring(0, longest);
      if (taken.add(name.toLowerCase(Locale.ROOT))) return name;
    }
  }
}
