package dev.rialto.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of somebody's wish to hear, with the buttons that act; a link alone never does.
 *
 * @param subscription what the link in a letter is about; null: it was only asked for now
 * @param components what there is to hear of
 * @param secret what a webhook is signed with, shown this once
 */
public record StatusSubscriptionPage(
    StatusSettings settings,
    String title,
    String says,
    @Nullable Subscription subscription,
    List<Component> components,
    @Nullable String key,
    @Nullable String secret) {}
