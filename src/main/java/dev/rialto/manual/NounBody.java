package dev.rialto.manual;

import java.util.function.UnaryOperator;

/** The page of one noun of the API. {@code link} turns the path of a page into a link to it. */
public record NounBody(Reference.Noun noun, UnaryOperator<String> link) {

  /** A link to a place on a page: {@code api/alerts#object-alert}. */
  public String to(String place) {
    int hash = place.indexOf('#');
    return hash < 0
        ? link.apply(place)
        : link.apply(place.substring(0, hash)) + place.substring(hash);
  }

  /** Words with code in them, such as who may use a door. */
  public String line(String words) {
    return Prose.line(words);
  }
}
