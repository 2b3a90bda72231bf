package dev.rialto.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.channels.Outcome.Delivered;
import dev.rialto.channels.Outcome.Undelivered;
import dev.rialto.platform.Json;
import dev.rialto.stories.HttpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ntfy, Slack and Mattermost are really sent, read back from the wire. */
class PushAndChatTest {
  private final HttpSink sink = new HttpSink();
  private final Poster poster = new Poster(Samples.LOOPBACK, Samples.CLOCK);
  private final Ntfy ntfy = new Ntfy(poster);
  private final Slack slack = new Slack(poster);
  private final Mattermost mattermost = new Mattermost(poster);

  @AfterEach
  void close() {
    sink.close();
  }

  private HttpSink.Received sent(Channel channel, Message message) {
    sink.forget();
    var outcome = channel.deliver(message, Address.of(sink.url("/topic").toString()));
    assertThat(outcome).isInstanceOf(Delivered.class);
    return sink.received().getFirst();
  }

  private JsonNode json(Channel channel, Message message) {
    return Json.tree(sent(channel, message).body());
  }

  @Test
  void ntfy_rings_loudly_for_a_critical_page_and_opens_the_alert() {
    var push = sent(ntfy, Samples.page());
    assertThat(push.method()).isEqualTo("POST");
    assertThat(push.path()).isEqualTo("/topic");
    assertThat(push.header("Title")).isEqualTo("[critical] checkout: High error rate");
    assertThat(push.header("Priority")).isEqualTo("5");
    assertThat(push.header("Tags")).isEqualTo("rotating_light");
    assertThat(push.header("Click")).isEqualTo("https://rialto.example.com/alerts/A-17");
    assertThat(push.header("Actions"))
        .isEqualTo(
            "view, Open in Rialto, \"https://rialto.example.com/alerts/A-17\"; "
                + "view, Acknowledge, \"https://rialto.example.com/act/s3cr3t\"");
    assertThat(push.body())
        .isEqualTo(
            """
            5xx over 5 % for 10 minutes
            See the runbook.

            Where: checkout
            Since: 20 Nov 2026, 10:00 UTC
            Who has it: grace, on call for shop\
            """);
    assertThat(push.header("Authorization")).isEmpty();
  }

  @Test
  void ntfy_titles_beyond_ascii_arrive_whole_and_hostile_ones_stay_one_header() {
    var push = sent(ntfy, Samples.page(Samples.HOSTILE, Samples.HOSTILE));
    assertThat(push.header("Title")).matches("[\\x20-\\x7E]+").startsWith("=?UTF-8?B?");
    assertThat(push.title())
        .startsWith("[critical] checkout Bcc: mallory@example.comgnp.exe")
        .contains("שלום עולם 🔥👨‍👩‍👧");
    assertThat(push.header("Bcc")).isEmpty();
    assertThat(push.body()).contains("Bcc: mallory", "🔥").doesNotContain("\u202E", "\u0000");

    assertThat(sent(ntfy, Samples.page("=?utf-8?B?SGFja2Vk?=", "")).title())
        .as("an ASCII title is not decoded into something else")
        .doesNotContain("Hacked");
  }

  @Test
  void ntfy_gets_no_more_than_it_shows_and_the_severity_chooses_the_noise() {
    var push = sent(ntfy, Samples.page("t".repeat(5000), "ж".repeat(9000)));
    assertThat(push.body().getBytes(UTF_8).length).isLessThanOrEqualTo(Ntfy.MOST_BYTES);
    assertThat(push.body()).endsWith("…");
    assertThat(push.title()).hasSize(Ntfy.LONGEST_TITLE).endsWith("…");

    assertThat(sent(ntfy, Samples.bundle(3)).header("Priority")).isEqualTo("3");
    assertThat(sent(ntfy, Samples.bundle(3)).body()).contains("• [warning] Disk <2> almost full");
    var repeat = sent(ntfy, Samples.page().repeated());
    assertThat(repeat.header("Tags")).isEqualTo("rotating_light,repeat");
    assertThat(repeat.title()).startsWith("[repeat] [critical]");
    assertThat(repeat.isRepeat()).isTrue();
  }

  @Test
  void ntfy_signs_in_with_a_token_or_a_name_and_password() {
    ntfy.deliver(Samples.page(), new Address(sink.url("/topic").toString(), "tk_abc"));
    ntfy.deliver(Samples.page(), new Address(sink.url("/topic").toString(), "ada:pässword"));
    assertThat(sink.received().get(0).header("Authorization")).isEqualTo("Bearer tk_abc");
    assertThat(sink.received().get(1).header("Authorization"))
        .isEqualTo("Basic YWRhOnDDpHNzd29yZA==");
  }

  @Test
  void ntfy_wants_a_topic() {
    assertThat(ntfy.wrongWith(Address.of("https://ntfy.example.com/")).orElseThrow())
        .contains("topic");
    assertThat(ntfy.wrongWith(Address.of("https://ntfy.example.com/a%20b"))).isPresent();
    assertThat(ntfy.wrongWith(Address.of("https://example.com/ntfy/my-topic_1"))).isEmpty();
    assertThat(ntfy.deliver(Samples.page(), Address.of(sink.url("/").toString())))
        .isInstanceOfSatisfying(Undelivered.class, not -> assertThat(not.permanent()).isTrue());
    assertThat(sink.received()).isEmpty();
  }

  @Test
  void slack_gets_blocks_and_the_same_words_as_text() {
    var json = json(slack, Samples.page());
    assertThat(json.at("/text").asText())
        .isEqualTo(
            "[critical] checkout: High error rate\n"
                + "<https://rialto.example.com/alerts/A-17|Open in Rialto>  ·  "
                + "<https://rialto.example.com/act/s3cr3t|Acknowledge>");
    assertThat(json.at("/blocks/0/type").asText()).isEqualTo("header");
    assertThat(json.at("/blocks/0/text/text").asText())
        .isEqualTo("[critical] checkout: High error rate");
    assertThat(json.at("/blocks/1/text/text").asText()).startsWith("5xx over 5 %");
    assertThat(json.at("/blocks/2/fields/0/text").asText()).isEqualTo("*Where*\ncheckout");
    assertThat(json.at("/blocks/2/fields/2/text").asText())
        .isEqualTo("*Who has it*\ngrace, on call for shop");
    assertThat(json.at("/unfurl_links").asBoolean(true)).isFalse();
  }

  @Test
  void slack_calls_no_channel_and_follows_no_strangers_link() {
    var whole = sent(slack, Samples.page(Samples.HOSTILE, Samples.HOSTILE)).body();
    var json = Json.tree(whole);
    assertThat(json.at("/text").asText())
        .contains("&lt;!channel&gt;", "&lt;b&gt;&amp;amp;")
        .doesNotContain("<!channel>");
    assertThat(json.at("/blocks/1/text/text").asText()).doesNotContain("<!channel>");
    // The header is plain text by its type, where no escape is wanted.
    assertThat(json.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
  }

  @Test
  void slack_limits_hold_for_long_titles_texts_and_bundles() {
    var json = json(slack, Samples.page("&".repeat(9000), "<".repeat(9000)));
    assertThat(json.at("/blocks/0/text/text").asText()).hasSizeLessThanOrEqualTo(150);
    assertThat(json.at("/blocks/1/text/text").asText())
        .hasSizeLessThanOrEqualTo(3000)
        .matches("(&lt;)+…");
    assertThat(json.at("/text").asText()).hasSizeLessThanOrEqualTo(4000);

    var bundle = json(slack, Samples.bundle(300)).at("/blocks/2/text/text").asText();
    assertThat(bundle)
        .hasSizeLessThanOrEqualTo(3000)
        .contains("<https://rialto.example.com/alerts/A-1|Disk &lt;1&gt; almost full &amp; hot>")
        .endsWith("… and 280 more");
  }

  @Test
  void mattermost_gets_one_attachment_with_fields_and_links() {
    var json = json(mattermost, Samples.page());
    assertThat(json.at("/text").asText()).isEqualTo("**\\[critical\\] checkout: High error rate**");
    assertThat(json.at("/attachments/0/text").asText())
        .startsWith("5xx over 5 % for 10 minutes\nSee the runbook.")
        .contains("[Open in Rialto](https://rialto.example.com/alerts/A-17)")
        .endsWith("[Acknowledge](https://rialto.example.com/act/s3cr3t)");
    assertThat(json.at("/attachments/0/fields/1/value").asText())
        .isEqualTo("20 Nov 2026, 10:00 UTC");
    assertThat(json.at("/attachments/0/color").asText()).isEqualTo("#d2322d");
  }

  @Test
  void mattermost_marks_are_words_and_runbook_addresses_stay_whole() {
    assertThat(Mattermost.escaped("*b* _i_ `c` [x](y) ![i](j) # h | a\\b <t> ~s~"))
        .isEqualTo(
            "\\*b\\* \\_i\\_ \\`c\\` \\[x\\]\\(y\\) \\!\\[i\\]\\(j\\) \\# h \\| a\\\\b \\<t\\>"
                + " \\~s\\~");
    assertThat(Mattermost.escaped("see https://wiki.example.com/run_book?a=1&b=$2 _now_"))
        .isEqualTo("see https://wiki.example.com/run_book?a=1&b=$2 \\_now\\_");
    assertThat(Mattermost.escaped("@all @channel ada@example.com"))
        .doesNotContain("@all", "@channel")
        .isEqualTo("@\u200Ball @\u200Bchannel ada@\u200Bexample.com");
  }

  @Test
  void mattermost_limits_hold_and_the_links_survive_any_cut() {
    var json = json(mattermost, Samples.page("_".repeat(9000), "*".repeat(40_000)));
    assertThat(json.at("/text").asText()).hasSizeLessThanOrEqualTo(Mattermost.LONGEST_TEXT);
    assertThat(json.at("/attachments/0/text").asText())
        .hasSizeLessThanOrEqualTo(Mattermost.LONGEST_TEXT)
        .contains("…")
        .endsWith("[Acknowledge](https://rialto.example.com/act/s3cr3t)");
    var bundle = json(mattermost, Samples.bundle(300)).at("/attachments/0/text").asText();
    assertThat(bundle)
        .hasSizeLessThanOrEqualTo(Mattermost.LONGEST_TEXT)
        .contains("- [Disk \\<40\\> almost full & hot](https://rialto.example.com/alerts/A-40)")
        .contains("… and 260 more");
  }
}
