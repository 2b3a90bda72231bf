package dev.rialto.signals;

import dev.rialto.alerts.Symptom;
import dev.rialto.pipelines.Heard;
import dev.rialto.platform.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a body says: its symptoms, the faults of those that could not be taken, and remarks worth
 * showing beside the source. {@code datedBySender} says that no time in it had to be made up here,
 * so that the same words later mean the same.
 */
record Parsed(
    List<Symptom> symptoms,
    List<Fault> faults,
    List<String> remarks,
    boolean datedBySender,
    @Nullable Heard heard) {

  Parsed(List<Symptom> symptoms, List<Fault> faults, List<String> remarks, boolean datedBySender) {
    this(symptoms, faults, remarks, datedBySender, null);
  }

  /** What a pipeline told; an event that nobody reads yet is kept as well. */
  static Parsed of(Heard heard) {
    return new Parsed(List.of(), List.of(), List.of(), false, heard);
  }

  /** How much of it there is to derive. */
  int facts() {
    return heard == null ? symptoms.size() : heard.size();
  }

  boolean worthKeeping() {
    return heard != null || !symptoms.isEmpty();
  }

  private static final int FOLD_KEY_BYTES = 16;

  /**
   * Equal for refreshes that tell nothing new: only a deadline still ahead may differ. Null when it
   * must be kept as a signal of its own.
   */
  byte @Nullable [] foldKey() {
    if (!datedBySender || symptoms.isEmpty() || !faults.isEmpty()) {
      return null;
    }
    var hash = Sha256.digest();
    for (var symptom : symptoms) {
      add(hash, symptom.fingerprint());
      add(hash, symptom.startsAt().toString());
      add(hash, symptom.resolved() ? String.valueOf(symptom.endsAt()) : "open");
      add(hash, String.valueOf(symptom.generatorUrl()));
      add(hash, String.valueOf(symptom.groupKey()));
      addAll(hash, symptom.labels());
      addAll(hash, symptom.annotations());
    }
    return Arrays.copyOf(hash.digest(), FOLD_KEY_BYTES);
  }

  /** One delivery of a sender that numbers them. */
  static byte[] foldKey(String delivery) {
    var hash = Sha256.digest();
    add(hash, "delivery");
    add(hash, delivery);
    return Arrays.copyOf(hash.digest(), FOLD_KEY_BYTES);
  }

  private static void addAll(MessageDigest hash, Map<String, String> map) {
    new TreeMap<>(map)
        .forEach(
            (name, value) -> {
              add(hash, name);
              add(hash, value);
            });
    hash.update((byte) 0xfe);
  }

  /** Until when these words hold; a refresh that holds longer replaces them. */
  Instant reach(Instant receivedAt) {
    return symptoms.stream()
        .map(symptom -> symptom.endsAt() == null ? receivedAt : symptom.endsAt())
        .max(Instant::compareTo)
        .orElse(receivedAt);
  }

  private static void add(MessageDigest hash, String text) {
    hash.update(text.getBytes(StandardCharsets.UTF_8));
    hash.update((byte) 0xff);
  }
}
