package dev.rialto.pipelines;

import dev.rialto.delivery.Clip;
import dev.rialto.delivery.Origin;
import java.util.List;

/** What a sender said about one run of a pipeline. */
public record RunTold(
    Origin origin,
    String key,
    String name,
    String number,
    String title,
    String branch,
    String sha,
    String trigger,
    String by,
    String url,
    List<Turn> turns) {
  public RunTold {
    key = Clip.line(key, 400);
    name = Clip.line(name, 200);
    number = Clip.line(number, 40);
    title = Clip.line(title, 400);
    branch = Clip.line(branch, 400);
    sha = Clip.line(sha, 64);
    trigger = Clip.line(trigger, 60);
    by = Clip.line(by, 200);
    url = Clip.link(url);
  }
}
