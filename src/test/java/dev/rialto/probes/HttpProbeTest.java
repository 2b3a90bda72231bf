package dev.rialto.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything an HTTP probe can ask goes green when it holds and red, in clear words, when not. */
class HttpProbeTest {
  private final Bench bench = new Bench();
  private final MockWebServer shop = new MockWebServer();

  @BeforeEach
  void open() throws Exception {
    shop.start();
  }

  @AfterEach
  void close() {
    shop.close();
    bench.close();
  }

  private String url(String path) {
    return "http://shop.test:" + shop.getPort() + path;
  }

  private void answers(int code, String body, String... headers) {
    var answer = new MockResponse.Builder().code(code).body(body);
    for (var header : headers) answer.addHeader(header);
    shop.enqueue(answer.build());
  }

  private static String bodyOf(RecordedRequest request) {
    return request.getBody() instanceof ByteString body ? body.utf8() : "";
  }

  private Outcome get(String more) {
    return bench.probe("{'type':'http','urls':['%s']%s}", url("/pay"), more);
  }

  @Test
  void a_fine_answer_is_up_and_says_where_the_time_went() throws Exception {
    answers(200, "Thank you");
    var seen = get("");
    assertThat(seen.verdict()).isEqualTo(Verdict.UP);
    assertThat(seen.reason()).isEmpty();
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.excerpt()).isEqualTo("Thank you");
    assertThat(seen.phases().keySet())
        .containsExactlyInAnyOrder(Phase.RESOLVE, Phase.CONNECT, Phase.PROCESSING, Phase.TRANSFER);
    assertThat(seen.phases().values().stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(seen.took());
    assertThat(seen.assertions())
        .containsExactly(new Held(url("/pay"), "status is 2xx", Verdict.UP, "200 OK"));
    assertThat(shop.takeRequest().getHeaders().get("User-Agent")).isEqualTo("Rialto (check)");
  }

  @Test
  void a_wrong_status_is_down_and_the_error_page_is_evidence() {
    answers(502, "upstream is gone");
    var seen = get("");
    assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(seen.reason()).isEqualTo(url("/pay") + " answered 502 Server Error, expected 2xx");
    assertThat(seen.excerpt()).isEqualTo("upstream is gone");
    assertThat(seen.assertions().getFirst().held()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2xx, 299, true",
    "2xx, 300, false",
    "'2xx, 404', 404, true",
    "200-204, 204, true",
    "200-204, 205, false",
    "503, 503, true",
    "'301 302', 302, true",
    "4xx, 503, false"
  })
  void statuses_are_codes_ranges_and_classes(String status, int code, boolean up) {
    answers(code, code == 204 ? "" : "x");
    var seen = get(",'redirects':0,'status':'" + status + "'");
    assertThat(seen.verdict()).isEqualTo(up ? Verdict.UP : Verdict.DOWN);
    assertThat(shop.getRequestCount()).isOne(); // a 503 is not asked again behind our back
  }

  @Test
  void a_503_that_invites_to_come_back_at_once_is_asked_once() {
    answers(503, "", "Retry-After: 0");
    answers(200, "fine");
    assertThat(get("").verdict()).isEqualTo(Verdict.DOWN);
    assertThat(shop.getRequestCount()).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'text','is':'contains','value':'Thank you'} | does not contain “Thank you”",
        "{'type':'text','is':'not_contains','value':'sorry'} | contains “sorry”",
        "{'type':'text','is':'matches','value':'order \\\\d+'} | does not match “order \\d+”",
        "{'type':'text','is':'not_matches','value':'(?i)SORRY'} | matches “(?i)SORRY”",
      })
  void text_is_held_against_the_answer(String expectation, String trouble) {
    answers(200, "Thank you for order 42");
    var green = get(",'expect':[" + expectation + "]");
    assertThat(green.reason()).isEmpty();
    assertThat(green.verdict()).isEqualTo(Verdict.UP);
    assertThat(green.assertions()).hasSize(2).allMatch(Held::held);

    answers(200, "we are sorry");
    var red = get(",'expect':[" + expectation + "]");
    assertThat(red.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(red.reason()).isEqualTo(url("/pay") + " " + trouble);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$.status | equals | 'ok' | $.status is “degraded”, expected: is “ok”",
        "$.queue | below | 100 | $.queue is “250”, expected: is below “100”",
        "$.queue | at_most | 10.0 | $.queue is “250”, expected: is at most “10.0”",
        "$.nodes[0].name | matches | '^a' | $.nodes[0].name is “b1”, expected: matches “^a”",
        "$.nodes[*].up | equals | true | $.nodes[*].up is “false”, expected: is “true”",
        "$.nodes.length() | above | 0 | $.nodes.length() is “1”, expected: is above “0”",
      })
  void a_json_path_is_compared(String path, String is, String value, String trouble) {
    answers(200, "{\"status\":\"ok\",\"queue\":10,\"nodes\":[{\"name\":\"a1\",\"up\":true}]}");
    var asked =
        ",'expect':[{'type':'json','of':'%s','is':'%s','value':%s}]".formatted(path, is, value);
    var green = get(asked);
    assertThat(green.reason()).isEmpty();
    assertThat(green.verdict()).isEqualTo(Verdict.UP);

    answers(
        200, "{\"status\":\"degraded\",\"queue\":250,\"nodes\":[{\"name\":\"b1\",\"up\":false}]}");
    if (!path.contains("length")) {
      var red = get(asked);
      assertThat(red.verdict()).isEqualTo(Verdict.DOWN);
      assertThat(red.reason()).isEqualTo(url("/pay") + ": " + trouble);
    }
  }

  @Test
  void json_that_is_none_or_lacks_the_path_is_down_and_says_so() {
    var asked = ",'expect':[{'type':'json','of':'$.a.b','is':'equals','value':'1'}]";
    answers(200, "<html>");
    assertThat(get(asked).reason()).isEqualTo(url("/pay") + ": the answer is no JSON");
    answers(200, "{\"a\":3}");
    assertThat(get(asked).reason())
        .isEqualTo(url("/pay") + ": $.a.b is nothing there, expected: is “1”");
    answers(200, "{\"a\":{\"b\":1.0}}");
    assertThat(get(asked).verdict()).isEqualTo(Verdict.UP);
    answers(200, "{}");
    assertThat(get(",'expect':[{'type':'json','of':'$.error','is':'absent'}]").verdict())
        .isEqualTo(Verdict.UP);
    answers(200, "{\"error\":\"x\"}");
    assertThat(get(",'expect':[{'type':'json','of':'$.error','is':'absent'}]").verdict())
        .isEqualTo(Verdict.DOWN);
    answers(200, "[".repeat(5_000));
    assertThat(get(asked).reason()).contains("no JSON");
  }

  @Test
  void a_header_is_compared() {
    var asked = ",'expect':[{'type':'header','of':'Content-Type','is':'contains','value':'json'}]";
    answers(200, "{}", "Content-Type: application/json");
    assertThat(get(asked).verdict()).isEqualTo(Verdict.UP);
    answers(200, "{}", "Content-Type: text/html");
    assertThat(get(asked).reason())
        .isEqualTo(url("/pay") + ": header Content-Type is “text/html”, expected: contains “json”");
    answers(200, "{}");
    assertThat(get(asked).verdict()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void slow_is_degraded_and_slower_is_down() {
    var slow = new MockResponse.Builder().body("x").headersDelay(150, TimeUnit.MILLISECONDS);
    shop.enqueue(slow.build());
    var degraded = get(",'latency':{'degraded_ms':50,'down_ms':15000}");
    assertThat(degraded.verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(degraded.reason()).startsWith(url("/pay") + " took ").endsWith("more than 50 ms");
    assertThat(degraded.phases().get(Phase.PROCESSING)).isGreaterThan(Duration.ofMillis(140));
    shop.enqueue(slow.build());
    assertThat(get(",'latency':{'degraded_ms':20,'down_ms':50}").verdict()).isEqualTo(Verdict.DOWN);
    answers(200, "x");
    assertThat(get(",'latency':{'degraded_ms':15000}").verdict()).isEqualTo(Verdict.UP);
  }

  @Test
  void all_urls_have_to_hold_and_the_reason_names_the_one_that_does_not() {
    shop.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder()
                .code(request.getTarget().equals("/two") ? 500 : 200)
                .build();
          }
        });
    var seen =
        bench.probe(
            "{'type':'http','urls':['%s','%s','%s']}", url("/one"), url("/two"), url("/three"));
    assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(seen.reason()).isEqualTo(url("/two") + " answered 500 Server Error, expected 2xx");
    assertThat(seen.assertions()).extracting(Held::held).containsExactly(true, false);
    assertThat(
            bench.probe("{'type':'http','urls':['%s','%s']}", url("/one"), url("/three")).verdict())
        .isEqualTo(Verdict.UP);
  }

  @Test
  void method_headers_and_body_arrive_as_typed() throws Exception {
    answers(200, "");
    bench.probe(
        "{'type':'http','urls':['%s'],'method':'POST','body':'{\\u0022a\\u0022: 1}',"
            + "'headers':[{'name':'X-Book','value':'Merchant'}],"
            + "'basic_auth':{'user':'ada','password':'engine'}}",
        url("/pay"));
    var request = shop.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(bodyOf(request)).isEqualTo("{\"a\": 1}");
    assertThat(request.getHeaders().get("X-Book")).isEqualTo("Merchant");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic YWRhOmVuZ2luZQ==");
  }

  @Test
  void redirects_are_followed_up_to_a_limit_and_the_reason_says_where_they_led() {
    answers(302, "", "Location: /a");
    answers(301, "", "Location: " + url("/b"));
    answers(500, "");
    assertThat(get("").reason())
        .isEqualTo(
            "%s (which led to %s) answered 500 Server Error, expected 2xx"
                .formatted(url("/pay"), url("/b")));
    for (int i = 0; i < 3; i++) answers(302, "", "Location: /" + i);
    assertThat(get(",'redirects':2").reason())
        .isEqualTo(url("/pay") + " redirects more than 2 times, at last to " + url("/2"));
    answers(302, "", "Location: /x");
    var notFollowed = get(",'redirects':0,'status':'302'");
    assertThat(notFollowed.verdict()).isEqualTo(Verdict.UP);
    assertThat(notFollowed.status()).isEqualTo(302);
  }

  @Test
  void a_circle_of_redirects_is_a_clear_failure() {
    answers(302, "", "Location: /login");
    answers(302, "", "Location: /pay");
    assertThat(get("").reason())
        .isEqualTo(
            "%s redirects in a circle: %s leads back to %s"
                .formatted(url("/pay"), url("/login"), url("/pay")));
    answers(302, "", "Location: mailto:ada@example.com");
    assertThat(get("").reason()).contains("redirects to “mailto:ada@example.com”, which is no web");
  }

  @Test
  void a_site_that_waits_for_its_own_cookie_gets_it_back() throws Exception {
    answers(302, "", "Location: /pay", "Set-Cookie: seen=1");
    answers(200, "in");
    assertThat(get("").verdict()).isEqualTo(Verdict.UP);
    shop.takeRequest();
    assertThat(shop.takeRequest().getHeaders().get("Cookie")).isEqualTo("seen=1");
  }

  @Test
  void a_post_becomes_a_get_after_302_and_stays_one_after_307() throws Exception {
    for (var code : List.of(302, 307)) {
      answers(code, "", "Location: /next");
      answers(200, "");
      bench.probe("{'type':'http','urls':['%s'],'method':'POST','body':'hello'}", url("/pay"));
      shop.takeRequest();
      var second = shop.takeRequest();
      assertThat(second.getMethod()).isEqualTo(code == 302 ? "GET" : "POST");
    }
  }

  @Test
  void secrets_do_not_follow_a_redirect_to_another_site() throws Exception {
    try (var other = new MockWebServer()) {
      other.start();
      var elsewhere = "http://other.test:" + other.getPort() + "/";
      answers(302, "", "Location: " + elsewhere);
      other.enqueue(new MockResponse.Builder().build());
      bench.probe(
          "{'type':'http','urls':['%s'],'basic_auth':{'user':'ada','password':'engine'},"
              + "'headers':[{'name':'X-Key','value':'k-123','secret':true},"
              + "{'name':'X-Open','value':'o'},{'name':'Cookie','value':'me=1'}]}",
          url("/pay"));
      var there = other.takeRequest().getHeaders();
      assertThat(there.get("Authorization")).isNull();
      assertThat(there.get("X-Key")).isNull();
      assertThat(there.get("Cookie")).isNull();
      assertThat(there.get("X-Open")).isEqualTo("o");
      assertThat(shop.takeRequest().getHeaders().get("X-Key")).isEqualTo("k-123");

      answers(307, "", "Location: " + elsewhere);
      var refused =
          bench.probe(
              "{'type':'http','urls':['%s'],'method':'POST','body':'pw','body_secret':true}",
              url("/pay"));
      assertThat(refused.verdict()).isEqualTo(Verdict.DOWN);
      assertThat(refused.reason()).contains("the secret body is not sent there");
      assertThat(other.getRequestCount()).isOne();
    }
  }

  @Test
  void what_a_server_echoes_of_a_secret_is_nowhere_in_the_outcome() {
    var secret = "s3cr\\u00e9t \\\\ & <key>";
    shop.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            var body = bodyOf(request);
            return new MockResponse.Builder()
                .code(500)
                .addHeader("X-Echo", String.valueOf(request.getHeaders().get("X-Key")))
                .body(
                    request.getHeaders()
                        + body
                        + java.net.URLEncoder.encode(body, java.nio.charset.StandardCharsets.UTF_8)
                        + "x".repeat(9))
                .build();
          }
        });
    var probe =
        Bench.read(
            "{'type':'http','urls':['%s'],'method':'POST','body':'"
                + secret
                + "','body_secret':true,'basic_auth':{'user':'ada','password':'engine'},"
                + "'headers':[{'name':'X-Key','value':'k-123-secret','secret':true}],"
                + "'expect':[{'type':'header','of':'X-Echo','is':'equals','value':'no'},"
                + "{'type':'text','is':'contains','value':'no'}]}",
            url("/pay"));
    var seen = bench.prober().probe(probe, Bench.PLENTY);
    assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(seen.excerpt()).contains("(secret)");
    for (var shown : List.of(seen.toString(), probe.toString(), probe.write().toString())) {
      assertThat(shown)
          .doesNotContain("k-123-secret", "engine", "YWRhOmVuZ2luZQ", "s3cr", "ZW5naW5l");
    }
    assertThat(probe.secrets())
        .isEqualTo(
            Map.of(
                "header:x-key", "k-123-secret", "password", "engine", "body", "s3crét \\ & <key>"));
  }

  @Test
  void gzip_is_unpacked_and_broken_gzip_is_down() {
    var packed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(packed))) {
      sink.writeUtf8("Thank you");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    var asked = ",'expect':[{'type':'text','is':'equals','value':'Thank you'}]";
    shop.enqueue(
        new MockResponse.Builder().body(packed.copy()).addHeader("Content-Encoding: gzip").build());
    assertThat(get(asked).verdict()).isEqualTo(Verdict.UP);
    answers(200, "this is no gzip at all", "Content-Encoding: gzip");
    assertThat(get("").reason())
        .isEqualTo(url("/pay") + " answered 200 with gzip that cannot be unpacked");
  }

  @Test
  void a_latin_1_page_is_read_as_such() {
    shop.enqueue(
        new MockResponse.Builder()
            .body(new Buffer().writeString("Bücher", java.nio.charset.StandardCharsets.ISO_8859_1))
            .addHeader("Content-Type: text/html; charset=iso-8859-1")
            .build());
    assertThat(get(",'expect':[{'type':'text','is':'contains','value':'Bücher'}]").verdict())
        .isEqualTo(Verdict.UP);
  }

  @Test
  void nobody_listening_and_no_such_name_are_down() throws Exception {
    int port;
    try (var gone = new java.net.ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    var refused = bench.probe("{'type':'http','urls':['http://shop.test:%d/']}", port);
    assertThat(refused.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(refused.reason()).isEqualTo("shop.test:%d refused the connection".formatted(port));
    var nowhere = bench.probe("{'type':'http','urls':['http://nowhere.test/']}");
    assertThat(nowhere.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(nowhere.reason()).startsWith("nowhere.test does not resolve");
  }

  @Test
  void a_dead_first_address_does_not_hide_the_second() {
    bench.names.put("shop.test", "127.0.0.2,127.0.0.1");
    answers(200, "x");
    // MockWebServer listens on 127.0.0.1 only.
    assertThat(get("").verdict()).isEqualTo(Verdict.UP);
  }
}
