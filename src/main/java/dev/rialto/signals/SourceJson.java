package dev.rialto.signals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the API promises about a source, and how it reads one. The token is in the first answer
 * only.
 */
record SourceJson(
    long id,
    String name,
    String format,
    @Nullable Long serviceId,
    @Nullable String service,
    @Nullable Integer expectedMinutes,
    String state,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    long signals,
    long alerts,
    long parked,
    Instant createdAt,
    @Nullable Instant rotatedAt,
    int version,
    @Nullable String token) {

  private static final Set<String> FIELDS =
      Set.of("name", "format", "service_id", "expected_minutes", "version");

  static SourceJson of(Source source, Instant now, @Nullable String token) {
    return new SourceJson(
        source.id(),
        source.name(),
        source.format(),
        source.serviceId(),
        source.serviceName(),
        source.expectedMinutes(),
        source.state(now).name().toLowerCase(Locale.ROOT),
        source.firstAt(),
        source.lastAt(),
        source.signals(),
        source.alerts(),
        source.parked(),
        source.createdAt(),
        source.rotatedAt(),
        source.version(),
        token);
  }

  static SourceSql.Wanted merge(@Nullable Source before, JsonNode json, Scrutiny scrutiny) {
    var fields = new Fields(json, scrutiny, FIELDS);
    return new SourceSql.Wanted(
        fields.text("name", before == null ? "" : before.name()),
        fields.text("format", before == null ? "" : before.format()),
        number(json, "service_id", before == null ? null : before.serviceId(), scrutiny),
        whole(json, before == null ? null : before.expectedMinutes(), scrutiny));
  }

  private static @Nullable Integer whole(
      JsonNode json, @Nullable Integer otherwise, Scrutiny scrutiny) {
    var number =
        number(
            json, "expected_minutes", otherwise == null ? null : otherwise.longValue(), scrutiny);
    return number == null ? null : (int) Math.clamp(number, -1, Integer.MAX_VALUE);
  }

  /** Null empties it, a missing field leaves it. */
  private static @Nullable Long number(
      JsonNode json, String field, @Nullable Long otherwise, Scrutiny scrutiny) {
    if (!json.has(field)) {
      return otherwise;
    }
    var value = json.get(field);
    if (value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      scrutiny.wrong(field, "This has to be a whole number, or null.");
      return otherwise;
    }
    return value.longValue();
  }
}
