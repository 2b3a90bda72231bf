package dev.rialto.alerts;

import dev.rialto.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stored alerts that are told differently now, column by column: one statement retells them all.
 */
final class RetoldRows {
  private final List<Long> ids;
  private final List<String> starts;
  private final List<@Nullable String> ends;
  private final List<@Nullable String> hows;
  private final List<@Nullable String> timeouts;
  private final List<Integer> severities;
  private final List<@Nullable String> marks;
  private final List<String> seen;
  private final List<Integer> refreshes;
  private final List<@Nullable String> labels;
  private final List<@Nullable String> annotations;
  private final List<@Nullable String> words;
  private final List<@Nullable String> generators;
  private final List<@Nullable String> titles;
  private final List<@Nullable String> routes;
  private final List<@Nullable Boolean> pages;
  private final List<@Nullable Long> services;
  private final List<@Nullable Long> teams;
  private final List<Boolean> afresh;
  private final List<@Nullable String> held;

  RetoldRows(int size) {
    ids = new ArrayList<>(size);
    starts = new ArrayList<>(size);
    ends = new ArrayList<>(size);
    hows = new ArrayList<>(size);
    timeouts = new ArrayList<>(size);
    severities = new ArrayList<>(size);
    marks = new ArrayList<>(size);
    seen = new ArrayList<>(size);
    refreshes = new ArrayList<>(size);
    labels = new ArrayList<>(size);
    annotations = new ArrayList<>(size);
    words = new ArrayList<>(size);
    generators = new ArrayList<>(size);
    titles = new ArrayList<>(size);
    routes = new ArrayList<>(size);
    pages = new ArrayList<>(size);
    services = new ArrayList<>(size);
    teams = new ArrayList<>(size);
    afresh = new ArrayList<>(size);
    held = new ArrayList<>(size);
  }

  void add(
      Merging.Change change,
      @Nullable Route route,
      boolean again,
      @Nullable Silence silence,
      Instant now) {
    var life = change.life();
    var symptom = change.words();
    var end = life.endedBy(now);
    boolean byHand =
        change.before().endedByHand() && end != null && end.equals(change.before().endedAt());
    var news = change.newWords() ? symptom : null;
    ids.add(change.before().id());
    starts.add(life.start().toString());
    ends.add(AlertRows.text(end));
    hows.add(byHand ? Known.HAND : AlertRows.how(life, end));
    timeouts.add(AlertRows.text(life.deadline()));
    severities.add(life.severity().ordinal());
    marks.add(Merging.marksJson(life));
    seen.add((symptom == null ? change.before().lastSeenAt() : symptom.receivedAt()).toString());
    refreshes.add(change.refreshes());
    labels.add(news == null ? null : Applying.json(news.labels()));
    annotations.add(news == null ? null : Applying.json(news.annotations()));
    words.add(news == null ? null : Merging.wordsOf(news));
    generators.add(news == null || news.generatorUrl() == null ? null : news.generatorUrl());
    titles.add(news == null ? null : news.title());
    routes.add(route == null ? null : Json.write(route));
    pages.add(route == null ? null : route.pages());
    services.add(route == null ? null : route.serviceId());
    teams.add(route == null ? null : route.teamId());
    afresh.add(again);
    held.add(silence == null ? null : silence.id().toString());
  }

  void write(AlertSql sql, Instant now) {
    sql.retell(
        now,
        ids,
        starts,
        ends,
        hows,
        timeouts,
        severities,
        marks,
        seen,
        refreshes,
        labels,
        annotations,
        words,
        generators,
        titles,
        routes,
        pages,
        services,
        teams,
        afresh,
        held);
  }
}
