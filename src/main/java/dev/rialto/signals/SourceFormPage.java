package dev.rialto.signals;

import dev.rialto.platform.Wrong;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a source, new or not, with what was typed.
 *
 * @param source the source as it is now; missing while it is new
 * @param faster what stands in the way, when somebody else was faster
 */
public record SourceFormPage(
    @Nullable Source source,
    String name,
    String format,
    String serviceId,
    String expectedMinutes,
    List<ServiceChoice> services,
    List<Wrong> wrongs,
    @Nullable String faster) {

  public String title() {
    return source == null ? "A new source" : "Edit " + source.name();
  }

  public String action() {
    return source == null ? "/sources" : "/sources/" + source.id();
  }

  public String back() {
    return source == null ? "/sources" : "/sources/" + source.id();
  }

  /** Until something else is chosen and saved, the hints are those of what was asked for. */
  public Format chosen() {
    return Format.of(format).orElse(Format.PROMETHEUS);
  }

  /** Those that send alerts, or those that tell of deployments. */
  public static List<Format> formats(boolean pipelines) {
    return Arrays.stream(Format.values()).filter(f -> f.pipelines() == pipelines).toList();
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
