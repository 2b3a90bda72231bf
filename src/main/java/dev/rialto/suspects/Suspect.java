package dev.rialto.suspects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that may have done it.
 *
 * @param evidence for it the strongest first, then against it
 * @param judged the person who said so; null: only the evidence does
 */
public record Suspect(
    Deployed deployed, Verdict verdict, List<Evidence> evidence, Suspects.@Nullable Judged judged) {

  /** The strongest reason, for the order. */
  int strength() {
    return evidence.stream()
        .filter(e -> !e.against())
        .mapToInt(Evidence::rank)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  long against() {
    return evidence.stream().filter(Evidence::against).count();
  }
}
