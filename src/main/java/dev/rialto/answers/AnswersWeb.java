package dev.rialto.answers;

import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The doors of the six answers: a part of the service's page, a form, and JSON beside them. */
public final class AnswersWeb {
  private final Answers answers;
  private final Services services;
  private final InstantSource clock;
  private final Pages pages;

  public AnswersWeb(Answers answers, Services services, InstantSource clock, Doors doors) {
    this.answers = answers;
    this.services = services;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/services/{slug}/answers", Access.VIEWER, this::part);
    doors.get("/services/{slug}/answers/edit", Access.MEMBER, this::edit);
    doors.post("/services/{slug}/answers", Access.MEMBER, this::save);
    doors.get("/api/v1/services/{slug}/answers", Access.VIEWER, this::apiRead);
    doors.put("/api/v1/services/{slug}/answers/{question}", Access.MEMBER, this::apiWrite);
  }

  private void part(Context ctx) {
    var service = named(ctx);
    pages.show(
        ctx,
        new SixAnswers(service, answers.of(service.id()), mayEdit(ctx, service), clock.instant()));
  }

  private void edit(Context ctx) {
    var service = named(ctx);
    if (!mayEdit(ctx, service)) {
      throw Problem.forbidden(
          "Only members of %s and administrators may do this.".formatted(service.ownerName()));
    }
    var now = answers.of(service.id());
    var typed = new EnumMap<Question, String>(Question.class);
    now.forEach((question, answer) -> typed.put(question, answer.body()));
    pages.show(ctx, new AnswersFormPage(service, typed, versions(now), List.of(), null));
  }

  private static Map<Question, Integer> versions(Map<Question, Answer> now) {
    var versions = new EnumMap<Question, Integer>(Question.class);
    now.forEach((question, answer) -> versions.put(question, answer.version()));
    return versions;
  }

  /**
   * Each answer has a version of its own: two who answer different questions are not in the way.
   */
  private void save(Context ctx) {
    var service = named(ctx);
    var typed = new EnumMap<Question, String>(Question.class);
    for (var question : Question.values()) {
      typed.put(question, Scrutiny.tidy(ctx.formParam(question.word())));
    }
    try {
      var before = answers.of(service.id());
      for (var question : Question.values()) {
        var was = before.get(question);
        var text = typed.getOrDefault(question, "");
        int version = version(ctx, question);
        boolean untouched =
            text.equals(was == null ? "" : was.body()) || ctx.formParam(question.word()) == null;
        if (!untouched) {
          answers.write(Caller.of(ctx), service, question, version, text);
        }
      }
      ctx.redirect("/services/" + service.slug(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      pages.show(
          ctx,
          new AnswersFormPage(
              service, typed, versions(answers.of(service.id())), again.wrongs(), again.faster()));
    }
  }

  private static int version(Context ctx, Question question) {
    var said = ctx.formParam("version_" + question.word());
    return said != null && said.matches("\\d{1,9}") ? Integer.parseInt(said) : 0;
  }

  record AnswerJson(
      String question,
      String title,
      String body,
      String html,
      @Nullable String author,
      @Nullable Instant writtenAt,
      int version) {
    static AnswerJson of(Question question, @Nullable Answer answer) {
      return answer == null
          ? new AnswerJson(question.word(), question.title(), "", "", null, null, 0)
          : new AnswerJson(
              question.word(),
              question.title(),
              answer.body(),
              Markdown.html(answer.body()),
              answer.author(),
              answer.writtenAt(),
              answer.version());
    }
  }

  record AnswersJson(List<AnswerJson> items) {}

  private void apiRead(Context ctx) {
    var now = answers.of(named(ctx).id());
    ctx.json(
        new AnswersJson(
            Arrays.stream(Question.values()).map(q -> AnswerJson.of(q, now.get(q))).toList()));
  }

  private void apiWrite(Context ctx) {
    var service = named(ctx);
    var word = ctx.pathParam("question");
    var question =
        Arrays.stream(Question.values())
            .filter(q -> q.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "There is no such question; the six are where_it_runs, how_it_gets_there, how_servers_are_built, how_it_is_provisioned, what_breaks, how_to_fix_it."));
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var fields = new Fields(body, scrutiny, Set.of("body", "version"));
    var text = fields.text("body", "");
    scrutiny.orThrow();
    answers.write(Caller.of(ctx), service, question, Fields.version(ctx, body), text);
    ctx.json(AnswerJson.of(question, answers.of(service.id()).get(question)));
  }

  private Service named(Context ctx) {
    var slug = ctx.pathParam("slug");
    return services
        .bySlug(slug)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "No service “%s”. All services are under /services.".formatted(slug)));
  }

  private boolean mayEdit(Context ctx, Service service) {
    var caller = Caller.of(ctx);
    return caller.mayWrite() && services.mayEdit(caller, service);
  }
}
