package dev.rialto.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Scrutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type about themselves, and what is refused with a word on how to mend it. */
class ParticularsTest {
  private static boolean name(String name) {
    var scrutiny = new Scrutiny();
    Particulars.name(scrutiny, "name", name);
    return scrutiny.isClean();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada",
        "Ifeoma Okafor-Núñez",
        "أحمد",
        "דוד",
        "王小明",
        "👩‍💻",
        "<script>alert(1)</script>",
        "O'Brien & Söhne",
        "-"
      })
  void names_of_all_kinds_are_names(String name) {
    assertThat(name(name)).isEqualTo(!name.equals("-"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ada\u0000",
        "Ada\nBcc: eve",
        "Ada\u202Etxt",
        "\u2066Ada",
        "\u0007",
        "\uFEFFAda",
        "..."
      })
  void names_that_hide_something_are_refused(String name) {
    assertThat(name(name)).isFalse();
  }

  @Test
  void a_name_has_an_end() {
    assertThat(name("a".repeat(120))).isTrue();
    assertThat(name("a".repeat(121))).isFalse();
    assertThat(name("👩".repeat(120))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@merchantrow.example",
        "ada+pager@x.example",
        "a@localhost",
        "jürgen@müller.example"
      })
  void addresses(String email) {
    assertThat(Particulars.isEmail(email)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ada@",
        "@x.example",
        "a b@x.example",
        "ada@x..example",
        "ada@x.example\r\nBcc: e@x.example",
        "<ada@x.example>",
        "ada@x.example, eve@x.example",
        "ada@-x.example"
      })
  void no_addresses(String email) {
    assertThat(Particulars.isEmail(email)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T0/B0/abcdefghQ7xZ, hooks.slack.com/…Q7xZ",
    "https://a.example/x, a.example/…x",
  })
  void an_address_that_is_a_secret_shows_only_its_ends(String whole, String ends) {
    assertThat(ContactAddress.masked(whole)).isEqualTo(whole.length() < 24 ? "a.example/…" : ends);
  }

  @ParameterizedTest
  @CsvSource({
    "NTFY, https://ntfy.sh/ada-4711, true",
    "NTFY, https://push.example/deep/down/topic_1, true",
    "NTFY, ntfy.sh/ada, false",
    "NTFY, https://ntfy.sh/, false",
    "NTFY, https://ntfy.sh/ada?x=1, true",
    "WEBHOOK, https://user:pass@x.example/, false",
    "WEBHOOK, file:///etc/passwd, false",
    "WEBHOOK, javascript:alert(1), false",
    "SLACK, https://hooks.slack.com/services/x, true",
    "EMAIL, ada@x.example, true",
    "EMAIL, https://x.example, false",
  })
  void addresses_of_each_kind(ContactKind kind, String address, boolean fine) {
    var scrutiny = new Scrutiny();
    ContactAddress.read(scrutiny, kind, address, "");
    assertThat(scrutiny.isClean()).as("%s", scrutiny.wrongs()).isEqualTo(fine);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "::ffff:203.0.113.77, 203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "evil.example, unknown",
  })
  void the_neighbourhood_of_an_address(String address, String name) {
    assertThat(Neighbourhood.of(address).name()).isEqualTo(name);
  }

  @Test
  void passwords_are_long_and_not_the_name() {
    assertThat(Passwords.objection("four words do well", "ada@x.example", "Ada")).isNull();
    assertThat(Passwords.objection("short", "a@x.example", "Ada")).contains("12");
    assertThat(Passwords.objection("aaaaaaaaaaaaaaaa", "a@x.example", "Ada")).isNotNull();
    assertThat(Passwords.objection("ADA@merchantrow.example", "ada@merchantrow.example", "Ada"))
        .isNotNull();
  }

  @Test
  void a_password_is_checked_against_its_own_hash_only() {
    var passwords = new Passwords(HashCost.STANDARD);
    var hash = passwords.hash("four words do well");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("four");
    assertThat(passwords.matches("four words do well", hash)).isTrue();
    assertThat(passwords.matches("four words do wel", hash)).isFalse();
    assertThat(passwords.matches("four words do well", null)).isFalse();
  }
}
