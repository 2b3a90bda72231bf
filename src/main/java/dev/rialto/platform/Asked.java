package dev.rialto.platform;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a list asks for, read in one way everywhere, so that a filter that cannot be
 * meant is refused with how to mend it. A binder of forms was refused: it would bind what nobody
 * reads.
 */
public record Asked(Context ctx) {
  public static final int LONGEST = 200;

  /** Tidied; empty where nothing is asked. */
  public String text(String name) {
    var text = Scrutiny.tidy(ctx.queryParam(name));
    if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw Problem.badRequest("%s takes at most %d visible characters.".formatted(name, LONGEST));
    }
    return text;
  }

  /** The same for statements that leave a filter out when it is missing. */
  public @Nullable String textOrNull(String name) {
    var text = text(name);
    return text.isEmpty() ? null : text;
  }

  public @Nullable String oneOf(String name, List<String> words) {
    var word = textOrNull(name);
    if (word != null && !words.contains(word)) {
      throw Problem.badRequest("%s is one of %s.".formatted(name, String.join(", ", words)));
    }
    return word;
  }

  /** The short name of a service, a team or a capability. */
  public @Nullable String slug(String name) {
    var slug = textOrNull(name);
    if (slug != null && !Slug.fits(slug)) {
      throw Problem.badRequest(name + " is a short name, such as checkout.");
    }
    return slug;
  }

  public boolean yes(String name) {
    return "1".equals(ctx.queryParam(name));
  }

  public int number(String name, int otherwise, int least, int most) {
    var text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("0|[1-9]\\d{0,5}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw Problem.badRequest("%s is a whole number from %d to %d.".formatted(name, least, most));
    }
    return Integer.parseInt(text);
  }

  public int page(int last) {
    return number("page", 1, 1, last);
  }
}
