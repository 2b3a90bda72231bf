package dev.rialto.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void a_line_has_no_breaks_no_controls_and_no_overrides_of_direction() {
    assertThat(Plain.line(Samples.HOSTILE))
        .isEqualTo(
            "checkout Bcc: mallory@example.comgnp.exe <b>&amp;</b> <!channel> @all"
                + " [x](http://evil.example) *bold* \"quoted\" שלום עולם 🔥👨‍👩‍👧 �"
                + " =?utf-8?B?SGk=?=");
    assertThat(Plain.line("a\u0085b\u2028c\u2029d\u000Be\tf")).isEqualTo("a b c d e f");
  }

  @Test
  void a_block_keeps_its_lines() {
    assertThat(Plain.block("one\r\ntwo\rthree\n\tfour\u0000\n"))
        .isEqualTo("one\ntwo\nthree\n\tfour");
  }

  @Test
  void a_cut_falls_between_characters_as_readers_see_them() {
    assertThat(Plain.cut("family 👨‍👩‍👧 dinner", 10)).isEqualTo("family…");
    assertThat(Plain.cut("cafe\u0301 au lait", 5)).isEqualTo("caf…");
    assertThat(Plain.cut("short", 5)).isEqualTo("short");
    assertThat(Plain.cutBytes("ещё одна строка", 10)).isEqualTo("ещё…");
    assertThat(Plain.cutBytes("short", 5)).isEqualTo("short");
  }

  @Test
  void whatever_the_text_a_cut_fits_and_is_valid_utf_8() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var text =
          Plain.block(
              random
                  .ints(random.nextInt(60), 0, 0x11000)
                  .map(n -> n < 0x10000 ? n % 0x500 : 0x1F600 + n % 0x100)
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                  .toString());
      var most = 4 + random.nextInt(60);
      var cut = Plain.cut(text, most);
      var bytes = Plain.cutBytes(text, most);
      assertThat(cut.length()).as("seed %d", seed).isLessThanOrEqualTo(most);
      assertThat(bytes.getBytes(UTF_8).length).as("seed %d", seed).isLessThanOrEqualTo(most);
      assertThat(new String(bytes.getBytes(UTF_8), UTF_8)).as("seed %d", seed).isEqualTo(bytes);
      assertThat(cut.length() < text.length()).isEqualTo(!cut.equals(text));
      assertThat(Slack.escaped(text, most).length()).as("seed %d", seed).isLessThanOrEqualTo(most);
    }
  }
}
