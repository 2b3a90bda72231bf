package dev.rialto.status;

import dev.rialto.platform.Show;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What administrators decide about the status page.
 *
 * @param typed the settings as typed; the version is the one that was seen
 * @param unpublished capabilities that could be on it
 */
public record StatusSettingsPage(
    StatusSettings typed,
    boolean open,
    List<Component> components,
    int unpublished,
    List<Subscription> subscriptions,
    int confirmed,
    List<Wrong> wrongs,
    @Nullable String faster,
    String link,
    Instant now) {
  public String title() {
    return open ? "Everybody sees the status page" : "Nobody outside sees the status page";
  }

  public String following() {
    if (confirmed > 0) return Show.plural(confirmed, "subscription", "subscriptions");
    return subscriptions.isEmpty() ? "nobody yet" : "nobody confirmed yet";
  }

  public String state(Subscription each) {
    return !each.lastReason().isEmpty() ? "down" : each.isConfirmed() ? "up" : "unknown";
  }

  public String word(Subscription each) {
    return !each.lastReason().isEmpty()
        ? "Fails"
        : each.isConfirmed() ? "Confirmed" : "Not confirmed yet";
  }
}
