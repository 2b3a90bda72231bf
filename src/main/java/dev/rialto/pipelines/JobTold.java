package dev.rialto.pipelines;

import dev.rialto.delivery.Clip;
import java.util.List;

/**
 * What a sender said about one job of a run, which may not have been heard of yet.
 *
 * @param runner what it runs on, or waits for: a runner, a pool, labels
 * @param waitsFor whom it waits for, while it does
 */
public record JobTold(
    RunTold run,
    String key,
    String name,
    String stage,
    String environment,
    String runner,
    String waitsFor,
    String url,
    List<Turn> turns) {
  public JobTold {
    key = Clip.line(key, 400);
    name = Clip.line(name, 200);
    stage = Clip.line(stage, 200);
    environment = Clip.line(environment, 120);
    runner = Clip.line(runner, 200);
    waitsFor = Clip.line(waitsFor, 400);
    url = Clip.link(url);
  }
}
