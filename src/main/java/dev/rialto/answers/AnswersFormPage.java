package dev.rialto.answers;

import dev.rialto.catalog.Service;
import dev.rialto.platform.Wrong;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of the six answers, with what was typed. */
public record AnswersFormPage(
    Service service,
    Map<Question, String> typed,
    Map<Question, Integer> versions,
    List<Wrong> wrongs,
    @Nullable String faster) {

  public List<Question> questions() {
    return List.of(Question.values());
  }

  public String typed(Question question) {
    return typed.getOrDefault(question, "");
  }

  public int version(Question question) {
    return versions.getOrDefault(question, 0);
  }
}
