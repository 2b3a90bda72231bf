package dev.rialto.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PageLinksTest {
  private final long seed = Long.getLong("rialto.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final PageLinks links = new PageLinks(this::key, "https://rialto.example/");

  @Test
  void a_link_is_genuine_for_its_person_only() {
    var claimed = PageLinks.parse(links.token(false, 17, 3)).orElseThrow();
    assertThat(claimed.id()).isEqualTo(17);
    assertThat(links.genuine(claimed, 3)).isTrue();
    assertThat(links.genuine(claimed, 4)).isFalse();
  }

  @Test
  void a_page_and_a_bundle_of_the_same_number_are_different_links() {
    var bundle = PageLinks.parse(links.token(true, 17, 3)).orElseThrow();
    assertThat(bundle.bundle()).isTrue();
    assertThat(links.token(true, 17, 3)).isNotEqualTo(links.token(false, 17, 3));
    assertThat(links.genuine(new PageLinks.Claimed(false, 17, bundle.token()), 3)).isFalse();
  }

  @Test
  void another_house_cannot_make_it() {
    var theirs = new PageLinks(this::key, "https://rialto.example").token(false, 17, 3);
    assertThat(links.genuine(PageLinks.parse(theirs).orElseThrow(), 3))
        .as("seed %d", seed)
        .isFalse();
  }

  @Test
  void a_changed_character_or_a_stranger_s_text_is_no_link_of_ours() {
    var token = links.token(false, 17, 3);
    for (int i = 0; i < token.length(); i++) {
      var other = token.charAt(i) == 'x' ? 'y' : 'x';
      var forged = token.substring(0, i) + other + token.substring(i + 1);
      var claimed = PageLinks.parse(forged);
      assertThat(claimed.filter(c -> links.genuine(c, 3)))
          .as("seed %d, character %d", seed, i)
          .isEmpty();
    }
    assertThat(PageLinks.parse("")).isEmpty();
    assertThat(PageLinks.parse("../../etc/passwd")).isEmpty();
    assertThat(PageLinks.parse("Ω".repeat(55))).isEmpty();
  }

  @Test
  void the_link_is_built_from_the_public_address() {
    assertThat(links.link(false, 1, 1)).startsWith("https://rialto.example/a/");
  }

  private byte[] key() {
    var key = new byte[PageLinks.KEY_BYTES];
    random.nextBytes(key);
    return key;
  }
}
