package dev.rialto.people;

import dev.rialto.platform.Problem;
import dev.rialto.platform.Wrong;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was typed, with what is wrong beside each field, so that nobody types twice.
 *
 * @param form which form of the page this was
 * @param trouble what is wrong with the whole of it
 */
public record Typed(
    String form, Map<String, String> values, List<Wrong> wrongs, @Nullable String trouble) {
  public static final Typed NOTHING = new Typed("", Map.of(), List.of(), null);

  /** Secrets are not sent back over the wire, nor kept in a page's cache. */
  private static final Set<String> SECRETS = Set.of("password", "new_password", "secret", "code");

  /** What came with a form that could not be done. */
  public static Typed of(String form, Map<String, List<String>> fields, Problem problem) {
    var values = new HashMap<String, String>();
    fields.forEach(
        (field, all) -> {
          if (!SECRETS.contains(field) && !all.isEmpty()) values.put(field, all.getFirst());
        });
    var trouble = problem.errors().isEmpty() ? problem.detail() : null;
    return new Typed(form, Map.copyOf(values), problem.errors(), trouble);
  }

  /** Only what a person can mend in the form comes back as a form. */
  public static boolean mendable(Problem problem) {
    return Set.of(409, 422, 429, 503).contains(problem.status());
  }

  public String value(String form, String field, String otherwise) {
    return this.form.equals(form) ? values.getOrDefault(field, otherwise) : otherwise;
  }

  public @Nullable String wrong(String form, String field) {
    if (!this.form.equals(form)) return null;
    return Wrong.with(field, wrongs);
  }

  public @Nullable String trouble(String form) {
    return this.form.equals(form) ? trouble : null;
  }
}
