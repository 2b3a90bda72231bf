package dev.rialto.alerts;

import java.util.ArrayList;
import java.util.List;

/** One step of a decision, kept as a value so that a screen can always say why. */
public record Reason(Because because, List<String> words) {
  /** A piece of the sentence; the strong ones are what was filled in. */
  public record Piece(String text, boolean strong) {}

  public Reason {
    words = List.copyOf(words);
  }

  static Reason of(Because because, String... words) {
    return new Reason(because, List.of(words));
  }

  public List<Piece> pieces() {
    var pieces = new ArrayList<Piece>();
    var plain = because.sentence().split("\\{}", -1);
    for (int i = 0; i < plain.length; i++) {
      if (i > 0) {
        pieces.add(new Piece(i <= words.size() ? words.get(i - 1) : "…", true));
      }
      if (!plain[i].isEmpty()) {
        pieces.add(new Piece(plain[i], false));
      }
    }
    return pieces;
  }

  public String sentence() {
    var sentence = new StringBuilder();
    pieces().forEach(piece -> sentence.append(piece.text()));
    return sentence.toString();
  }
}
