package dev.rialto.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API promises about planned work, and how it reads some. */
record WindowJson(
    long id,
    String title,
    String publicText,
    String scope,
    String target,
    String targetPath,
    String starts,
    String zone,
    long lastsMin,
    String rrule,
    String again,
    boolean active,
    @Nullable Instant activeUntil,
    List<Plan.Occurrence> next,
    @Nullable String endedBy,
    String createdBy,
    int version) {
  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "public_text",
          "scope",
          "target",
          "starts",
          "zone",
          "lasts_min",
          "rrule",
          "version");

  static WindowJson of(Window window, Instant now) {
    return new WindowJson(
        window.id(),
        window.title(),
        window.publicText(),
        window.scope(),
        window.target(),
        window.targetPath(),
        window.starts().toString(),
        window.zone().getId(),
        window.lasts().toMinutes(),
        window.rrule(),
        window.again(),
        window.active(),
        window.activeUntil(),
        window.coming(now, Maintenances.NEXT_SHOWN),
        window.endedBy(),
        window.createdBy(),
        window.version());
  }

  static WindowDraft merge(WindowDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, FIELDS);
    return new WindowDraft(
        fields.text("title", base.title()),
        fields.text("public_text", base.publicText()),
        fields.text("scope", base.scope()),
        fields.text("target", base.target()),
        fields.text("starts", base.starts()),
        fields.text("zone", base.zone()),
        fields.whole("lasts_min", base.lastsMinutes()),
        fields.text("rrule", base.rrule()));
  }
}
