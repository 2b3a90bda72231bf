package dev.rialto.descriptors;

import dev.rialto.platform.Caller;
import dev.rialto.platform.Json;
import dev.rialto.platform.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One import as its row has it: what was read from where, how far it is, and what it would do. */
public record ImportRow(
    long id,
    long sourceId,
    String sourceKind,
    String address,
    String branch,
    String path,
    String state,
    String startedBy,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String step,
    int done,
    int total,
    String counts,
    String mistakes,
    String said,
    @Nullable String digest,
    int version) {

  public boolean isRunning() {
    return state.equals("reading") || state.equals("applying");
  }

  public boolean isPlanned() {
    return state.equals("planned");
  }

  Plan.Counts counted() {
    return counts.equals("{}")
        ? new Plan.Counts(0, 0, 0, 0, 0, 0)
        : Json.read(counts, Plan.Counts.class);
  }

  public List<Mistake> mistaken() {
    return List.of(Json.read(mistakes, Mistake[].class));
  }

  /** Who began it, without the number the journal adds. */
  public String who() {
    return startedBy.startsWith("person:")
        ? startedBy.substring(startedBy.indexOf(' ') + 1)
        : startedBy.replaceFirst(":", " ");
  }

  /** Where it comes from, in words. */
  public String from() {
    return switch (sourceKind) {
      case "git" -> address + (branch.isEmpty() ? "" : ", branch " + branch) + at();
      case "folder" -> "folder " + address;
      default -> address;
    };
  }

  private String at() {
    return path.isEmpty() ? "" : ", below " + path;
  }

  /** Whoever began it is who the journal names, though a job does it. */
  Caller caller() {
    var label = startedBy;
    if (label.startsWith("person:")) {
      int space = label.indexOf(' ');
      long id = Long.parseLong(label.substring("person:".length(), space));
      return Caller.person(id, label.substring(space + 1), Role.ADMIN);
    }
    return label.startsWith("token:")
        ? new Caller(Caller.Kind.TOKEN, 0, label.substring("token:".length()), Role.ADMIN, Set.of())
        : Caller.RIALTO;
  }
}
