package dev.rialto.sprints;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API promises about a sprint, and how it reads one. */
record SprintJson(
    long id,
    String team,
    int no,
    String goal,
    LocalDate startsOn,
    LocalDate endsOn,
    String zone,
    int bufferPercent,
    String state,
    double committed,
    double buffer,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String reportHash,
    int version) {
  private static final Set<String> FIELDS =
      Set.of("team", "goal", "starts_on", "ends_on", "buffer_percent", "version");

  static SprintJson of(Sprint sprint) {
    return new SprintJson(
        sprint.id(),
        sprint.teamSlug(),
        sprint.no(),
        sprint.goal(),
        sprint.startsOn(),
        sprint.endsOn(),
        sprint.zone(),
        sprint.bufferPercent(),
        sprint.state(),
        sprint.committed(),
        sprint.buffer(),
        sprint.openedAt(),
        sprint.closedAt(),
        sprint.reportHash(),
        sprint.version());
  }

  /** With how it stands now. */
  record Whole(
      SprintJson sprint,
      double charged,
      double usedPercent,
      double elapsedPercent,
      String heat,
      List<StaySql.Stay> stays,
      List<StaySql.Charged> charges,
      List<StaySql.Choice> choices) {
    static Whole of(Standing standing) {
      var fever = standing.fever();
      return new Whole(
          SprintJson.of(standing.sprint()),
          fever.charged(),
          Math.round(fever.used() * 10) / 10.0,
          Math.round(fever.days() * 10) / 10.0,
          fever.heat().name().toLowerCase(java.util.Locale.ROOT),
          standing.stays(),
          standing.charges(),
          standing.choices());
    }
  }

  static SprintDraft merge(SprintDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, FIELDS);
    return new SprintDraft(
        fields.text("goal", base.goal()),
        fields.text("starts_on", base.startsOn()),
        fields.text("ends_on", base.endsOn()),
        body.has("buffer_percent")
            ? String.valueOf(fields.whole("buffer_percent", SprintDraft.USUAL_PERCENT))
            : base.bufferPercent());
  }
}
