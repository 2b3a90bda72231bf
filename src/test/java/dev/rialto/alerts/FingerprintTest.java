package dev.rialto.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void no_labels_give_the_offset_of_the_hash() {
    assertThat(Fingerprint.of(Map.of())).isEqualTo("cbf29ce484222325");
  }

  @Test
  void the_order_of_labels_is_of_no_account() {
    var one = new TreeMap<>(Map.of("a", "1", "b", "2"));
    assertThat(Fingerprint.of(one.descendingMap())).isEqualTo(Fingerprint.of(one));
    assertThat(Fingerprint.of(Map.of("a", "12", "b", ""))).isNotEqualTo(Fingerprint.of(one));
  }

  @Test
  void any_text_hashes_as_its_bytes() {
    long seed = System.nanoTime();
    System.out.println("FingerprintTest seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      var labels = new TreeMap<String, String>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        labels.put(text(random), text(random));
      }
      assertThat(Fingerprint.of(labels)).as("seed %s, %s", seed, labels).isEqualTo(plain(labels));
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x10ffff);
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
    }
    return text.toString();
  }

  /** The definition, byte by byte. */
  private static String plain(TreeMap<String, String> labels) {
    long hash = 0xcbf29ce484222325L;
    for (var label : labels.entrySet()) {
      for (var text : new String[] {label.getKey(), label.getValue()}) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
          hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ 0xff) * 0x100000001b3L;
      }
    }
    return "%016x".formatted(hash);
  }
}
