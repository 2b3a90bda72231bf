package dev.rialto.wall;

import dev.rialto.platform.Show;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The screens that nobody signs in at.
 *
 * @param once the link just made, shown this once
 */
public record KiosksPage(
    List<KioskLink> links,
    String label,
    String zone,
    List<Wrong> wrongs,
    @Nullable String trouble,
    @Nullable String once,
    Instant now) {
  public long good() {
    return links.stream().filter(KioskLink::isGood).count();
  }

  /** What was revoked on purpose comes last. */
  public List<KioskLink> ordered() {
    return links.stream().sorted(Comparator.comparing(link -> !link.isGood())).toList();
  }

  public String title() {
    int screens = links.stream().filter(KioskLink::isGood).mapToInt(KioskLink::screens).sum();
    return good() == 0
        ? "No screen shows the wall by itself"
        : Show.plural(
            screens, "screen shows the wall by itself", "screens show the wall by themselves");
  }
}
