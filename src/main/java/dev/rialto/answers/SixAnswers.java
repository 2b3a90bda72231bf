package dev.rialto.answers;

import dev.rialto.catalog.Service;
import dev.rialto.people.Who;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The six answers as a part of the service's page; what is empty says who should write it. */
public record SixAnswers(
    Service service, Map<Question, Answer> answers, boolean mayEdit, Instant now) {

  public List<Question> questions() {
    return List.of(Question.values());
  }

  public String html(Question question) {
    var answer = answers.get(question);
    return answer == null ? "" : Markdown.html(answer.body());
  }

  public boolean has(Question question) {
    return answers.containsKey(question);
  }

  /** The named contact of that side, else the team, else whoever takes it. */
  public String missing(Question question) {
    @Nullable Who who = question.isForDev() ? service.devContact() : service.opsContact();
    if (who != null) return who.name() + " should say.";
    if (service.serviceOwner() != null)
      return service.serviceOwner().name() + " should say who knows.";
    return service.ownerName() != null
        ? service.ownerName() + " should say."
        : "Nobody owns it, so nobody is asked.";
  }

  public String sub() {
    if (answers.isEmpty()) return "what every developer and every operator should know";
    var newest = answers.values().stream().map(Answer::writtenAt).max(Comparator.naturalOrder());
    var authors =
        answers.values().stream()
            .map(Answer::author)
            .distinct()
            .sorted()
            .limit(3)
            .collect(Collectors.joining(", "));
    return "%d of 6 answered · by %s · last written %s"
        .formatted(
            answers.size(),
            authors,
            dev.rialto.platform.Show.ago(Objects.requireNonNull(newest.orElse(now)), now));
  }
}
