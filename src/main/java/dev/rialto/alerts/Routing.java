package dev.rialto.alerts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose alert is it? The service its labels name, else the one its source speaks for, then that
 * service's team, else the team of last resort. Pure: the catalogue is handed in.
 */
record Routing(
    Map<String, Target> byName, Map<Long, Target> byId, @Nullable LastResort lastResort) {

  /** A service as far as routing needs it. */
  record Target(
      long id, String name, String tier, @Nullable Long teamId, @Nullable String teamName) {}

  record LastResort(long teamId, String name) {}

  private static final String NO_SERVICE = "";

  /** A label's value in a sentence; the whole value stands among the labels. */
  private static final int LONGEST_NAME = 80;

  /** Every name these labels may mean a service by. */
  static Set<String> namesIn(Collection<Map<String, String>> labelSets) {
    var names = new LinkedHashSet<String>();
    for (var labels : labelSets) {
      for (var label : Symptom.SERVICE_LABELS) {
        var name = labels.get(label);
        if (name != null && !name.isBlank()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  Route decide(Map<String, String> labels, @Nullable Long sourceService, Severity severity) {
    var reasons = new ArrayList<Reason>();
    var service = serviceOf(labels, sourceService, reasons);
    if (service != null && service.teamId() != null) {
      var team = String.valueOf(service.teamName());
      reasons.add(Reason.of(Because.OWNED, service.name(), team));
      boolean pages = urgency(service, severity, reasons);
      return new Route(service.id(), service.name(), service.teamId(), team, true, pages, reasons);
    }
    return unowned(service, severity, reasons);
  }

  private @Nullable Target serviceOf(
      Map<String, String> labels, @Nullable Long sourceService, List<Reason> reasons) {
    var unknown = new ArrayList<Reason>();
    for (var label : Symptom.SERVICE_LABELS) {
      var name = labels.get(label);
      if (name == null || name.isBlank()) {
        continue;
      }
      var service = byName.get(name);
      if (service != null) {
        reasons.add(Reason.of(Because.LABEL_NAMES, label, service.name()));
        return service;
      }
      unknown.add(Reason.of(Because.LABEL_UNKNOWN, label, shortened(name)));
    }
    var spokenFor = sourceService == null ? null : byId.get(sourceService);
    reasons.addAll(unknown);
    if (spokenFor != null) {
      reasons.add(Reason.of(Because.SOURCE_SPEAKS, spokenFor.name()));
    } else if (unknown.isEmpty()) {
      reasons.add(Reason.of(Because.NO_NAME));
    }
    return spokenFor;
  }

  private Route unowned(@Nullable Target service, Severity severity, List<Reason> reasons) {
    if (service != null) {
      reasons.add(Reason.of(Because.NOT_OWNED, service.name()));
    }
    var serviceId = service == null ? null : service.id();
    var serviceName = service == null ? NO_SERVICE : service.name();
    if (lastResort == null) {
      reasons.add(Reason.of(Because.NO_LAST_RESORT));
      return new Route(serviceId, serviceName, null, "", false, false, reasons);
    }
    reasons.add(Reason.of(Because.LAST_RESORT, lastResort.name()));
    boolean pages = urgency(service, severity, reasons);
    return new Route(
        serviceId, serviceName, lastResort.teamId(), lastResort.name(), false, pages, reasons);
  }

  private static boolean urgency(
      @Nullable Target service, Severity severity, List<Reason> reasons) {
    if (!severity.pages()) {
      reasons.add(Reason.of(Because.ONLY_INFO));
    } else if (service != null) {
      reasons.add(Reason.of(Because.PAGES, severity.word(), service.name(), service.tier()));
    } else {
      reasons.add(Reason.of(Because.PAGES_UNOWNED, severity.word()));
    }
    return severity.pages();
  }

  private static String shortened(String name) {
    var line = Symptom.oneLine(name);
    return line.codePointCount(0, line.length()) > LONGEST_NAME
        ? line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…"
        : line;
  }
}
