package dev.rialto.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All of an alert's page that changes while somebody looks at it.
 *
 * @param waits the alert of what its service needs, while it waits for that
 */
public record AlertBody(
    Alert alert,
    List<StoryLine> story,
    List<Alert> otherLives,
    NeedSql.@Nullable Down waits,
    boolean mayAct,
    Instant now) {
  /** Longer values and further labels are in the JSON: the page has to come over a bad line. */
  static final int MOST_CHARACTERS = 4_000;

  static final int LONGEST_NAME = 100;
  static final int LONGEST_VALUE = 1_000;

  public record Pair(String name, String value) {}

  public boolean asksForAnswer() {
    return mayAct && alert.firing() && !alert.answered();
  }

  public List<Pair> labels() {
    return pairs(alert.labels());
  }

  /** What the sender wrote, but for what stands elsewhere on the page. */
  public List<Pair> annotations() {
    return pairs(alert.annotations()).stream()
        .filter(pair -> !pair.name().equals("runbook_url") && !pair.value().equals(alert.title()))
        .toList();
  }

  public int leftOut() {
    return alert.labels().size()
        - labels().size()
        + alert.annotations().size()
        - pairs(alert.annotations()).size();
  }

  /** A silence of just this alert, to be widened by whoever knows more. */
  public String silenceUrl() {
    return "/silences/new?alert=" + alert.id();
  }

  private static List<Pair> pairs(Map<String, String> from) {
    var pairs = new ArrayList<Pair>();
    int characters = 0;
    for (var each : from.entrySet()) {
      var pair = new Pair(cut(each.getKey(), LONGEST_NAME), cut(each.getValue(), LONGEST_VALUE));
      characters += pair.name().length() + pair.value().length();
      if (characters > MOST_CHARACTERS) {
        break;
      }
      pairs.add(pair);
    }
    return pairs;
  }

  private static String cut(String text, int longest) {
    var visible = AlertShow.visible(text);
    if (visible.codePointCount(0, visible.length()) <= longest) {
      return visible;
    }
    return visible.substring(0, visible.offsetByCodePoints(0, longest)) + "…";
  }
}
