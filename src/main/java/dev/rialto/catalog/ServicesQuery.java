package dev.rialto.catalog;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Which services a list is about; empty fields ask for nothing. */
record ServicesQuery(String q, String owner, int tier, String capability) {

  /** The search as beginnings of words, all of which have to be there; "" asks for none. */
  String words() {
    return Arrays.stream(ServiceDraft.key(q).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word + ":*")
        .collect(Collectors.joining(" & "));
  }
}
