package dev.rialto.pipelines;

import dev.rialto.delivery.Told;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything one signal of a pipeline says. An event nobody reads yet says nothing, which is no
 * mistake.
 */
public record Heard(
    List<Told> deployments,
    List<RunTold> runs,
    List<JobTold> jobs,
    List<ChangeTold> changes,
    List<RequestTold> requests) {
  public static final Heard NOTHING =
      new Heard(List.of(), List.of(), List.of(), List.of(), List.of());

  public static Heard of(List<Told> deployments) {
    return new Heard(deployments, List.of(), List.of(), List.of(), List.of());
  }

  /** How many facts these are. */
  public int size() {
    return deployments.size() + runs.size() + jobs.size() + changes.size() + requests.size();
  }

  /** What several signals say, in one. */
  public static Heard all(List<Heard> each) {
    var deployments = new ArrayList<Told>();
    var runs = new ArrayList<RunTold>();
    var jobs = new ArrayList<JobTold>();
    var changes = new ArrayList<ChangeTold>();
    var requests = new ArrayList<RequestTold>();
    for (var heard : each) {
      deployments.addAll(heard.deployments());
      runs.addAll(heard.runs());
      jobs.addAll(heard.jobs());
      changes.addAll(heard.changes());
      requests.addAll(heard.requests());
    }
    return new Heard(deployments, runs, jobs, changes, requests);
  }
}
