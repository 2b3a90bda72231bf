package dev.rialto.alerts;

import dev.rialto.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New alerts, column by column: one statement opens them all. */
final class AlertRows {
  /** What the caller still needs of a row once it has an id. */
  record Row(
      String title, Severity severity, Instant start, boolean firing, @Nullable Silence held) {
    /** As the journal keeps it. */
    Object said(Route route) {
      var after = new java.util.LinkedHashMap<String, @Nullable Object>();
      after.put("title", title);
      after.put("severity", severity.word());
      after.put("since", start);
      after.put("service", route.serviceName().isEmpty() ? null : route.serviceName());
      after.put("team", route.teamName().isEmpty() ? null : route.teamName());
      if (held != null) {
        after.put("held_by", held.id());
      }
      if (!firing) {
        after.put("state", "resolved");
      }
      return after;
    }
  }

  private final Map<Applying.Key, Row> byKey;
  private final List<String> fingerprints;
  private final List<Long> sources;
  private final List<@Nullable Long> services;
  private final List<@Nullable Long> teams;
  private final List<String> labels;
  private final List<String> annotations;
  private final List<String> words;
  private final List<String> generators;
  private final List<String> titles;
  private final List<Integer> severities;
  private final List<String> starts;
  private final List<@Nullable String> ends;
  private final List<@Nullable String> hows;
  private final List<@Nullable String> timeouts;
  private final List<@Nullable String> marks;
  private final List<String> seen;
  private final List<@Nullable String> groups;
  private final List<String> routes;
  private final List<Boolean> pages;
  private final List<@Nullable String> held;

  AlertRows(int size) {
    byKey = HashMap.newHashMap(size);
    fingerprints = new ArrayList<>(size);
    sources = new ArrayList<>(size);
    services = new ArrayList<>(size);
    teams = new ArrayList<>(size);
    labels = new ArrayList<>(size);
    annotations = new ArrayList<>(size);
    words = new ArrayList<>(size);
    generators = new ArrayList<>(size);
    titles = new ArrayList<>(size);
    severities = new ArrayList<>(size);
    starts = new ArrayList<>(size);
    ends = new ArrayList<>(size);
    hows = new ArrayList<>(size);
    timeouts = new ArrayList<>(size);
    marks = new ArrayList<>(size);
    seen = new ArrayList<>(size);
    groups = new ArrayList<>(size);
    routes = new ArrayList<>(size);
    pages = new ArrayList<>(size);
    held = new ArrayList<>(size);
  }

  void add(AlertLife life, Symptom symptom, Route route, @Nullable Silence silence, Instant now) {
    var end = life.endedBy(now);
    var title = symptom.title();
    fingerprints.add(symptom.fingerprint());
    sources.add(symptom.sourceId());
    services.add(route.serviceId());
    teams.add(route.teamId());
    labels.add(Applying.json(symptom.labels()));
    annotations.add(Applying.json(symptom.annotations()));
    words.add(Merging.wordsOf(symptom));
    generators.add(symptom.generatorUrl() == null ? "" : symptom.generatorUrl());
    titles.add(title);
    severities.add(life.severity().ordinal());
    starts.add(life.start().toString());
    ends.add(text(end));
    hows.add(how(life, end));
    timeouts.add(text(life.deadline()));
    marks.add(Merging.marksJson(life));
    seen.add(symptom.receivedAt().toString());
    groups.add(symptom.groupKey());
    routes.add(Json.write(route));
    pages.add(route.pages());
    held.add(silence == null ? null : silence.id().toString());
    byKey.put(
        new Applying.Key(symptom.fingerprint(), life.start()),
        new Row(title, life.severity(), life.start(), end == null, silence));
  }

  List<AlertSql.Born> open(AlertSql sql, Instant now) {
    return sql.open(
        now,
        fingerprints,
        sources,
        services,
        teams,
        labels,
        annotations,
        words,
        generators,
        titles,
        severities,
        starts,
        ends,
        hows,
        timeouts,
        marks,
        seen,
        groups,
        routes,
        pages,
        held);
  }

  @Nullable Row byKey(Applying.Key key) {
    return byKey.get(key);
  }

  static @Nullable String how(AlertLife life, @Nullable Instant end) {
    if (end == null) {
      return null;
    }
    return life.saidEnd() == null ? Known.DEADLINE : Known.SAID;
  }

  static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }
}
