package dev.rialto.descriptors;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one descriptor says about another. It may be told from either end; {@link #forward} makes
 * both tellings one. Pure.
 */
record Tie(Ref from, Type type, Ref to) {
  enum Type {
    OWNED_BY("ownedBy", "ownerOf"),
    PART_OF("partOf", "hasPart"),
    DEPENDS_ON("dependsOn", "dependencyOf"),
    PROVIDES("providesApi", "apiProvidedBy"),
    CONSUMES("consumesApi", "apiConsumedBy"),
    CHILD_OF("childOf", "parentOf"),
    MEMBER_OF("memberOf", "hasMember");

    final String forward;
    final String backward;

    Type(String forward, String backward) {
      this.forward = forward;
      this.backward = backward;
    }
  }

  /** What a word means: which type, and from which end it is told. */
  private record Word(Type type, boolean backward) {}

  private static final Map<String, Word> WORDS = words();

  private static Map<String, Word> words() {
    var words = new HashMap<String, Word>();
    for (var type : Type.values()) {
      words.put(type.forward, new Word(type, false));
      words.put(type.backward, new Word(type, true));
    }
    return words;
  }

  /** One tie as told by {@code self} with a word for either direction; empty for a word unknown. */
  static Optional<Tie> told(Ref self, String word, Ref other) {
    return Optional.ofNullable(WORDS.get(word))
        .map(known -> told(self, known.type(), known.backward(), other));
  }

  static Tie told(Ref self, Type type, boolean backward, Ref other) {
    return backward ? new Tie(other, type, self) : new Tie(self, type, other);
  }

  /** As {@code self} would say it. */
  String saidBy(Ref self) {
    return from.equals(self) ? type.forward + " " + to : type.backward + " " + from;
  }

  Ref other(Ref self) {
    return from.equals(self) ? to : from;
  }

  /** Reads what {@link #saidBy} wrote. */
  static Tie read(Ref self, String said) {
    int space = said.indexOf(' ');
    return told(self, said.substring(0, space), Ref.read(said.substring(space + 1)))
        .orElseThrow(() -> new IllegalArgumentException(said));
  }
}
