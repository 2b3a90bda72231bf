package dev.rialto.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Wrong;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON form of a probe: read, written, refused field by field, without its secrets. */
class ProbeFormTest {
  /** One of each kind, with everything in it, as it is written. */
  private static final List<String> WHOLE =
      List.of(
          """
          {"type":"http","urls":["https://shop.example.com/pay","http://shop.example.com:8080/a?b=c"],
           "method":"POST","headers":[{"name":"Accept","value":"text/html"},{"name":"X-Key","secret":true}],
           "basic_auth":{"user":"ada"},"body_secret":true,"redirects":3,"verify_certificate":false,
           "status":"2xx, 304","expect":[
             {"type":"text","is":"contains","value":" Thank you\\n"},
             {"type":"json","of":"$.items[?(@.ok == true)].name","is":"at_least","value":"3"},
             {"type":"header","of":"Age","is":"absent"}],
           "latency":{"degraded_ms":800,"down_ms":3000},"certificate_days":{"degraded":14,"down":3}}""",
          """
          {"type":"tcp","host":"db.example.com","port":5432,"tls":true,"verify_certificate":true,
           "send_secret":true,"expect":" +OK\\\\r\\\\n","latency":{"down_ms":500},
           "certificate_days":{"down":1}}""",
          """
          {"type":"dns","name":"shop.example.com","record":"MX","resolver":"9.9.9.9:5353",
           "match":"exactly","answers":["10 a.example.com","20 b.example.com"],
           "latency":{"degraded_ms":50}}""",
          """
          {"type":"tls","host":"2606:4700:4700::1111","port":8443,"server_name":"one.example.com",
           "verify_certificate":true,"latency":{"degraded_ms":50},"certificate_days":{}}""");

  @Test
  void what_is_written_is_what_was_read() {
    for (var text : WHOLE) {
      var json = Json.tree(text);
      var probe = Probe.read(json);
      assertThat(probe.write()).isEqualTo(json);
      assertThat(Probe.read(probe.write())).isEqualTo(probe);
    }
  }

  @Test
  void the_shortest_forms_are_whole() {
    for (var json :
        List.of(
            "{'type':'http','urls':['https://shop.example.com/health']}",
            "{'type':'tcp','host':'db.example.com','port':5432}",
            "{'type':'dns','name':'shop.example.com'}",
            "{'type':'tls','host':'shop.example.com'}")) {
      var probe = Bench.read(json);
      assertThat(probe.wrongs()).isEmpty();
      assertThat(Probe.read(probe.write())).isEqualTo(probe);
      assertThat(probe.targets()).hasSize(1);
    }
    assertThat(Probe.read(Json.tree(WHOLE.getFirst())).targets())
        .containsExactly("shop.example.com:443", "shop.example.com:8080");
  }

  @Test
  void secrets_travel_apart_and_come_back_where_none_was_typed() {
    var typed =
        Bench.read(
            "{'type':'http','urls':['https://a.example'],'method':'POST',"
                + "'headers':[{'name':'X-Key','value':'k1','secret':true}],"
                + "'basic_auth':{'user':'ada','password':'p1'},'body':'b1','body_secret':true}");
    var stored = Probe.read(typed.write());
    assertThat(stored.toString() + typed).doesNotContain("k1", "p1", "b1");
    assertThat(stored.secrets()).isEmpty();
    assertThat(stored.wrongs())
        .extracting(Wrong::field)
        .containsExactlyInAnyOrder("headers[0].value", "basic_auth.password", "body");
    assertThat(stored.withSecrets(typed.secrets())).isEqualTo(typed);
    assertThat(stored.withSecrets(typed.secrets()).wrongs()).isEmpty();

    var oneTyped =
        Bench.read(
            "{'type':'http','urls':['https://a.example'],"
                + "'headers':[{'name':'x-key','value':'k2','secret':true}],"
                + "'basic_auth':{'user':'ada'}}");
    assertThat(oneTyped.withSecrets(typed.secrets()).secrets())
        .containsOnly(
            java.util.Map.entry("header:x-key", "k2"), java.util.Map.entry("password", "p1"));
    // A header that is no secret any more does not show what it was.
    var opened =
        Bench.read("{'type':'http','urls':['https://a.example'],'headers':[{'name':'X-Key'}]}");
    assertThat(opened.withSecrets(typed.secrets()).write().toString()).doesNotContain("k1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'urls':[] | urls | Between 1 and 10 URLs",
        "'urls':['shop.example.com'] | urls[0] | Needs http:// or https://, for example",
        "'urls':['ftp://shop.example.com'] | urls[0] | Needs http:// or https://",
        "'urls':['https://'] | urls[0] | Not a whole address",
        "'urls':['https://ada:engine@a.example/'] | urls[0] | Leave name and password out",
        "'urls':['http://a.example','http://a.example'] | urls | One URL is here twice",
        "'method':'STEAL' | method | One of GET",
        "'body':'x' | body | A GET sends no body",
        "'redirects':11 | redirects | Between 0",
        "'status':'fine' | status | Codes, ranges and classes",
        "'status':'204-200' | status | Codes, ranges and classes",
        "'status':'' | status | Codes, ranges and classes",
        "'headers':[{'name':'a b','value':'x'}] | headers[0].name | The name of a header",
        "'headers':[{'name':'Content-Length','value':'1'}] | headers[0].name | is set by Rialto",
        "'headers':[{'name':'X','value':'a\\r\\nB: c'}] | headers[0].value | One line",
        "'headers':[{'name':'X','value':'1'},{'name':'x','value':'2'}] | headers[1].name | here twice",
        "'headers':[{'name':'X','secret':true}] | headers[0].value | Type the secret",
        "'expect':[{'type':'text','is':'matches','value':'(a'}] | expect[0].value | Not an RE2 pattern",
        "'expect':[{'type':'text','is':'matches','value':'(?=a)'}] | expect[0].value | Look-around",
        "'expect':[{'type':'text','is':'matches','value':'((a{100}){100}){9}'}] | expect[0].value | unfolds to too much",
        "'expect':[{'type':'text','is':'above','value':'3'}] | expect[0].is | Here it is one of",
        "'expect':[{'type':'text','of':'x','is':'contains','value':'3'}] | expect[0].of | no parts",
        "'expect':[{'type':'json','of':'status','is':'exists'}] | expect[0].of | Begin with $",
        "'expect':[{'type':'json','of':'$[','is':'exists'}] | expect[0].of | Not a JSON path",
        "'expect':[{'type':'json','of':'$..a..b','is':'exists'}] | expect[0].of | At most one ..",
        "'expect':[{'type':'json','of':'$.a[?(@.b == $.c)]','is':'exists'}] | expect[0].of | $ only at the beginning",
        "'expect':[{'type':'json','of':'$.a[?(@.b =~ /x/)]','is':'exists'}] | expect[0].of | Patterns in a path",
        "'expect':[{'type':'json','of':'$.a','is':'above','value':'many'}] | expect[0].value | A number",
        "'expect':[{'type':'json','of':'$.a','is':'exists','value':'1'}] | expect[0].value | needs no value",
        "'expect':[{'type':'header','of':'a:','is':'exists'}] | expect[0].of | The name of a header",
        "'method':'HEAD','expect':[{'type':'text','is':'contains','value':'x'}] | expect[0].type | HEAD has no text",
        "'latency':{'degraded_ms':900,'down_ms':800} | latency.down_ms | slower than degraded",
        "'latency':{'degraded_ms':0} | latency.degraded_ms | Between 1 and",
        "'certificate_days':{'degraded':3,'down':14} | certificate_days.down | fewer days",
        "'urls':['http://a.example'],'certificate_days':{'down':3} | certificate_days | no certificate",
      })
  void each_mistake_of_an_http_probe_is_named_with_its_mend(
      String more, String field, String mend) {
    var json = Json.tree("{'type':'http','urls':['https://a.example']}".replace('\'', '"'));
    ((ObjectNode) json).setAll((ObjectNode) Json.tree(("{" + more + "}").replace('\'', '"')));
    assertThat(Probe.read(json).wrongs())
        .anySatisfy(
            wrong -> {
              assertThat(wrong.field()).isEqualTo(field);
              assertThat(wrong.message()).contains(mend);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'tcp','host':'','port':1} | host",
        "{'type':'tcp','host':'https://db.example','port':1} | host",
        "{'type':'tcp','host':'db.example:5432','port':1} | host",
        "{'type':'tcp','host':'ada@db.example','port':1} | host",
        "{'type':'tcp','host':'db.example'} | port",
        "{'type':'tcp','host':'db.example','port':65536} | port",
        "{'type':'tcp','host':'db.example','port':1,'send':'\\\\q'} | send",
        "{'type':'tcp','host':'db.example','port':1,'send_secret':true} | send",
        "{'type':'tcp','host':'db.example','port':1,'expect':'a','expect_pattern':'b'} | expect_pattern",
        "{'type':'tcp','host':'db.example','port':1,'certificate_days':{'down':3}} | certificate_days",
        "{'type':'dns','name':''} | name",
        "{'type':'dns','name':'a..b'} | name",
        "{'type':'dns','name':'a.example','record':'WKS'} | record",
        "{'type':'dns','name':'a.example','resolver':'9.9.9.9:x'} | resolver",
        "{'type':'dns','name':'a.example','match':'exactly'} | answers",
        "{'type':'dns','name':'a.example','match':'none','answers':['x']} | answers",
        "{'type':'tls','host':'a.example','port':0} | port",
        "{'type':'tls','host':'a.example','server_name':'a b'} | server_name",
      })
  void each_mistake_of_the_other_probes_is_named(String json, String field) {
    assertThat(Bench.read(json.replace("%", "%%")).wrongs())
        .extracting(Wrong::field)
        .contains(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{'type':'ping'}",
        "{'type':'http','urls':'https://a.example'}",
        "{'type':'http','urls':[1]}",
        "{'type':'http','url':'https://a.example'}",
        "{'type':'http','redirects':'five'}",
        "{'type':'http','redirects':1.5}",
        "{'type':'http','headers':{'a':'b'}}",
        "{'type':'http','expect':[{'type':'smell'}]}",
        "{'type':'http','expect':[{'type':'text','is':'nice'}]}",
        "{'type':'tcp','tls':'yes'}",
        "{'type':'dns','match':'most'}",
        "{'type':'tls','latency':5}"
      })
  void a_form_of_the_wrong_shape_is_a_422_that_names_the_field(String json) {
    assertThatThrownBy(() -> Bench.read(json))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(422);
              assertThat(problem.errors()).isNotEmpty();
            });
  }

  /** Whatever is damaged in a form: it is refused with a 422, or read; never an exception. */
  @Test
  void a_damaged_form_never_surprises() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    try (var prober =
        new Prober(new VettedAddress(List.of()), Trust.system(), InstantSource.system())) {
      for (int i = 0; i < 5_000; i++) {
        var json = Json.tree(WHOLE.get(random.nextInt(WHOLE.size())));
        for (int n = random.nextInt(3); n >= 0; n--) damage(json, random);
        try {
          var probe = Probe.read(json);
          assertThat(Probe.read(probe.write()).write())
              .as("seed %d", seed)
              .isEqualTo(probe.write());
          if (prober.wrongs(probe).isEmpty()) continue;
          // What is refused is not probed either, and says so.
          var seen = prober.probe(probe, Duration.ofMillis(1));
          assertThat(seen.verdict()).as("seed %d: %s", seed, json).isEqualTo(Verdict.UNKNOWN);
          assertThat(seen.reason()).startsWith("This check cannot be probed as it is: ");
        } catch (Problem problem) {
          assertThat(problem.errors()).as("seed %d: %s", seed, json).isNotEmpty();
        } catch (RuntimeException e) {
          throw new AssertionError("seed %d: %s".formatted(seed, json), e);
        }
      }
    }
  }

  private static void damage(JsonNode json, Random random) {
    var all = new ArrayList<ObjectNode>();
    collect(json, all);
    var one = all.get(random.nextInt(all.size()));
    if (one.isEmpty()) return;
    var names = new ArrayList<String>();
    one.fieldNames().forEachRemaining(names::add);
    var name = names.get(random.nextInt(names.size()));
    var values =
        List.of(
            "null",
            "true",
            "-1",
            "1e9",
            "99999999999999",
            "\"\"",
            "[]",
            "{}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"$..\"",
            "\"(\"",
            "\"[::1]\"",
            "\"http://[\"",
            "\"a:b:c\"",
            "\"\\\\\"",
            "[null]",
            "[{}]",
            "\"" + "x".repeat(3_000) + "\"",
            "\"1-\"",
            "\",\"",
            "\"%\"");
    if (random.nextInt(4) == 0) one.remove(name);
    else one.set(name, Json.tree(values.get(random.nextInt(values.size()))));
  }

  private static void collect(JsonNode json, List<ObjectNode> into) {
    if (json instanceof ObjectNode object) into.add(object);
    if (json instanceof ArrayNode || json instanceof ObjectNode) {
      json.forEach(inner -> collect(inner, into));
    }
  }

  /** However a private address is dressed in a URL, the form refuses it before anything is sent. */
  @Test
  void no_dress_of_a_private_address_passes() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    try (var prober =
        new Prober(new VettedAddress(List.of()), Trust.system(), InstantSource.system())) {
      for (int i = 0; i < 5_000; i++) {
        var address = privateAddress(random);
        var host = dressed(address, random);
        var probe = Bench.read("{'type':'http','urls':['http://%s/']}", host);
        assertThat(prober.wrongs(probe))
            .as("seed %d: %s", seed, host)
            .extracting(Wrong::field)
            .containsExactly("urls[0]");
        var tcp =
            Bench.read("{'type':'tcp','host':'%s','port':80}", host.replaceAll("[\\[\\]]", ""));
        assertThat(prober.wrongs(tcp))
            .as("seed %d: %s", seed, host)
            .extracting(Wrong::field)
            .containsExactly("host");
      }
    }
  }

  private static int[] privateAddress(Random random) {
    int b = random.nextInt(256);
    int c = random.nextInt(256);
    int d = random.nextInt(256);
    return switch (random.nextInt(5)) {
      case 0 -> new int[] {10, b, c, d};
      case 1 -> new int[] {127, b, c, d};
      case 2 -> new int[] {169, 254, c, d};
      case 3 -> new int[] {172, 16 + b % 16, c, d};
      default -> new int[] {192, 168, c, d};
    };
  }

  private static String dressed(int[] a, Random random) {
    long whole = ((long) a[0] << 24) | (a[1] << 16) | (a[2] << 8) | a[3];
    var hex = "%02x%02x:%02x%02x".formatted(a[0], a[1], a[2], a[3]);
    return switch (random.nextInt(11)) {
      case 0 -> "%d.%d.%d.%d".formatted(a[0], a[1], a[2], a[3]);
      case 1 -> Long.toString(whole);
      case 2 -> "0x" + Long.toHexString(whole);
      case 3 -> "0%o.0%o.0%o.0%o".formatted(a[0], a[1], a[2], a[3]);
      case 4 -> "%d.%d.%d".formatted(a[0], a[1], a[2] * 256 + a[3]);
      case 5 -> "[::ffff:%s]".formatted(hex);
      case 6 -> "[64:ff9b::%s]".formatted(hex);
      case 7 -> "[2002:%s::1]".formatted(hex);
      case 8 -> "[2001:0:%s::]".formatted(hex);
      case 9 -> "[::%s]".formatted(hex);
      default -> "0x%x.%d.%d.%d".formatted(a[0], a[1], a[2], a[3]);
    };
  }
}
