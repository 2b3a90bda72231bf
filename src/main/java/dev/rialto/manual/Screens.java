package dev.rialto.manual;

import dev.rialto.platform.Help;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which page of the guide tells of which screen: what somebody who is there for the first time
 * would ask. The longest beginning of the address decides. Pure.
 */
final class Screens {
  private static final Map<String, Help> BEGINNINGS = new LinkedHashMap<>();

  static {
    about("/", "", "the manual");
    about("/services", "guide/catalog", "the catalog");
    about("/capabilities", "guide/catalog#capabilities", "capabilities");
    about("/imports", "guide/import", "importing descriptors");
    about("/run", "guide/acknowledging", "taking an alert");
    about("/alerts", "guide/acknowledging", "taking an alert");
    about("/pages", "guide/acknowledging", "taking an alert");
    about("/silences", "guide/silences", "silences");
    about("/routing", "guide/routing", "who is paged, and why");
    about("/incidents", "guide/incidents", "incidents");
    about("/checks", "guide/checks", "checks");
    about("/maintenance", "guide/maintenance", "planned work");
    about("/ship", "guide/deployments", "deployments");
    about("/deployments", "guide/deployments", "deployments");
    about("/changes", "guide/deployments#what-it-carried", "changes");
    about("/pipelines", "guide/deployments", "pipelines");
    about("/plan", "guide/board", "the board");
    about("/board", "guide/board", "the board");
    about("/items", "guide/board", "the board");
    about("/sprints", "guide/sprints", "sprints and the buffer");
    about("/oncall", "guide/on-call", "on call");
    about("/sources", "guide/prometheus", "pointing senders here");
    about("/vitals", "guide/vitals", "how Rialto itself is");
    about("/people", "guide/people", "people and roles");
    about("/me", "guide/people#how-you-are-reached", "how you are reached");
    about("/teams", "guide/routing#escalation", "teams and escalation");
    about("/skills", "guide/catalog#teams-and-skills", "skills");
    about("/journal", "guide/security#what-is-kept-where", "the journal");
    about("/wall", "guide/wall", "the wall");
    about("/status", "guide/status-page", "the status page");
    about("/demo", "guide/demo", "the demo");
    about("/shop", "guide/demo", "the demo");
  }

  private Screens() {}

  private static void about(String beginning, String page, String words) {
    BEGINNINGS.put(beginning, new Help(new Links.Served(Manual.ROOT).page("", page), words));
  }

  static Map<String, Help> all() {
    return Map.copyOf(BEGINNINGS);
  }

  /** What to read about the screen at an address. */
  static Help about(String address) {
    for (var path = address; ; path = path.substring(0, path.lastIndexOf('/'))) {
      var help = BEGINNINGS.get(path.isEmpty() ? "/" : path);
      if (help != null) {
        return help;
      }
    }
  }
}
