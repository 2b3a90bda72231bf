package dev.rialto.oncall;

import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renames a schedule, or removes it after saying what would go with it. */
public record SchedulePage(
    TeamSchedule schedule, String name, List<Wrong> wrongs, @Nullable String faster) {}
