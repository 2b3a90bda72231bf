package dev.rialto.beginning;

import dev.rialto.people.ContactKind;
import dev.rialto.people.ContactMethod;
import dev.rialto.people.Typed;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Show;
import dev.rialto.platform.Wrong;
import dev.rialto.probes.Outcome;
import dev.rialto.probes.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path: every step with what came of it, and the form of the one that is open.
 *
 * @param open the step whose form is shown; null: none is left
 * @param typed what came back with the form
 * @param topic an address of the reader's own that nobody guesses
 * @param tried what the typed address just said
 */
public record FirstStepsPage(
    FirstSteps steps,
    @Nullable Step open,
    Typed typed,
    List<ContactMethod> methods,
    boolean canMail,
    String topic,
    String zone,
    @Nullable Outcome tried,
    Caller reader,
    Instant now) {

  public Facts facts() {
    return steps.facts();
  }

  public boolean isOpen(Step step) {
    return step == open;
  }

  public String sub() {
    var practice = facts().practice();
    if (steps.complete() && practice != null) {
      return "%s answered after %s; the rest can grow from here"
          .formatted(practice.answeredBy(), Show.duration(practice.took()));
    }
    return "%d of %d done · each is a form or two, and what you make can be removed"
        .formatted(steps.done(), steps.all().size());
  }

  /** What of a step is there, to be looked at and taken away again. */
  public @Nullable Made made(Step step) {
    var facts = facts();
    return switch (step) {
      case REACH -> facts.reachedBy() == null ? null : new Made(facts.reachedBy(), "/me", "/me");
      case TEAM -> made(facts.team(), "/teams/", "/remove");
      case SERVICE -> made(facts.service(), "/services/", "/remove");
      case CHECK -> made(facts.check(), "/checks/", "/remove");
      case SCHEDULE ->
          facts.onCall() == null || facts.team() == null || facts.scheduleId() == null
              ? null
              : new Made(
                  facts.onCall() + " is on call",
                  "/oncall/" + facts.team().slug(),
                  "/schedules/" + facts.scheduleId() + "/edit");
      case PAGE ->
          facts.practice() == null
              ? null
              : new Made(
                  "A-" + facts.practice().alertId(), "/alerts/" + facts.practice().alertId(), "");
    };
  }

  /** Its name, where it is, and where it is removed; that last is empty where nothing stays. */
  public record Made(String name, String path, String removal) {}

  private static @Nullable Made made(Facts.@Nullable Made thing, String below, String removal) {
    return thing == null
        ? null
        : new Made(thing.name(), below + thing.slug(), below + thing.slug() + removal);
  }

  /** What taking it away again means, said before it is done. */
  public static String undone(Step step) {
    return switch (step) {
      case REACH -> "no page goes there any more";
      case TEAM -> "once it owns nothing and takes no turns";
      case SERVICE -> "its checks and their history go with it";
      case CHECK -> "its history goes with it, and nobody looks any more";
      case SCHEDULE -> "then everybody of the team is rung";
      case PAGE -> "it is over by itself, and in no figure";
    };
  }

  /** The ways that need one field; a signed webhook has its own form on one's page. */
  public List<ContactKind> kinds() {
    return List.of(ContactKind.values()).stream()
        .filter(kind -> kind != ContactKind.WEBHOOK)
        .filter(kind -> canMail || kind != ContactKind.EMAIL)
        .toList();
  }

  /** Methods that wait for their proof; mail only where something can send it. */
  public List<ContactMethod> unproven() {
    return methods.stream()
        .filter(method -> !method.isVerified())
        .filter(method -> canMail || method.kind() != ContactKind.EMAIL)
        .toList();
  }

  public boolean asksCode(ContactMethod method) {
    return method.awaitsCode(now) || typed.form().equals("code-" + method.id());
  }

  public String teamName() {
    var first = reader.name().strip().split("\\s+")[0];
    return typed.value("team", "name", "Team of " + first);
  }

  public String address() {
    return typed.value("check", "address", "https://example.com/");
  }

  public String checkName() {
    var service = facts().service();
    return typed.value(
        "check", "name", service == null ? "It answers" : service.name() + " answers");
  }

  public String triedState() {
    return tried == null ? "unknown" : tried.verdict().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What is wrong with a field, also where the form has one field for several. */
  public @Nullable String wrong(String form, String... fields) {
    if (!typed.form().equals(form)) return null;
    return typed.wrongs().stream()
        .filter(wrong -> List.of(fields).contains(wrong.field().replaceFirst("[.\\[].*$", "")))
        .map(Wrong::message)
        .findFirst()
        .orElse(null);
  }

  /** The address lies where Rialto may not go unless somebody allows it. */
  public boolean outOfBounds() {
    return tried != null
        && tried.verdict() == Verdict.UNKNOWN
        && tried.reason().contains("RIALTO_ALLOWED_NETWORKS");
  }

  /** A running practice page is watched; a form is never drawn anew under somebody's fingers. */
  public boolean watches() {
    return open == Step.PAGE || open == null;
  }

  public boolean rings() {
    return facts().practice() != null
        && facts().practice().firing()
        && !facts().practice().answered();
  }

  /** Before anything can ring, somebody must be there to be rung. */
  public @Nullable Step missing() {
    for (var step : List.of(Step.REACH, Step.TEAM, Step.SERVICE)) {
      if (!steps.done(step)) return step;
    }
    return null;
  }
}
