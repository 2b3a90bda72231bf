package dev.rialto.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

/** A resolver that says the expected is up; one that changes its mind is down at once. */
class DnsProbeTest {
  private final Bench bench = new Bench();
  private final Dns dns = bench.resolver;

  @AfterEach
  void close() {
    bench.close();
  }

  private Outcome ask(String more) {
    return bench.probe(
        "{'type':'dns','name':'shop.example.com','resolver':'%s'%s}", dns.typed(), more);
  }

  @Test
  void a_resolver_that_changes_its_mind_is_noticed_at_once() {
    var asked = ",'match':'exactly','answers':['192.0.2.1','192.0.2.2']";
    dns.says("shop.example.com", "A 192.0.2.2", "A 192.0.2.1");
    var up = ask(asked);
    assertThat(up.reason()).isEmpty();
    assertThat(up.verdict()).isEqualTo(Verdict.UP);
    assertThat(up.excerpt()).contains("192.0.2.1").contains("192.0.2.2");

    dns.says("shop.example.com", "A 192.0.2.1", "A 203.0.113.66");
    assertThat(ask(asked).reason())
        .isEqualTo("A record of shop.example.com is 192.0.2.1, 203.0.113.66, without 192.0.2.2");
    dns.says("shop.example.com", "A 192.0.2.1", "A 192.0.2.2", "A 203.0.113.66");
    assertThat(ask(asked).reason())
        .isEqualTo(
            "A record of shop.example.com is 192.0.2.1, 192.0.2.2, 203.0.113.66, with 203.0.113.66 that"
                + " nobody expects");
    assertThat(ask(",'answers':['192.0.2.1']").verdict()).isEqualTo(Verdict.UP);
    assertThat(ask(",'match':'any','answers':['192.0.2.9','192.0.2.1']").verdict())
        .isEqualTo(Verdict.UP);
    assertThat(ask(",'match':'any','answers':['192.0.2.9']").verdict()).isEqualTo(Verdict.DOWN);

    dns.mind = Dns::noSuchName;
    assertThat(ask("").reason()).isEqualTo("A record of shop.example.com has no answer (NXDOMAIN)");
    assertThat(ask(",'match':'none'").verdict()).isEqualTo(Verdict.UP);
    dns.says("shop.example.com", "A 192.0.2.1");
    assertThat(ask(",'match':'none'").reason())
        .isEqualTo("A record of shop.example.com is 192.0.2.1, expected none");
    assertThat(ask("").verdict()).isEqualTo(Verdict.UP);
  }

  @Test
  void each_kind_of_record_is_read_as_people_write_it() {
    dns.says("shop.example.com", "MX 10 Mail.Example.com.");
    assertThat(ask(",'record':'MX','answers':['10 mail.example.com']").reason()).isEmpty();
    dns.says("shop.example.com", "TXT \"v=spf1 -all\"");
    assertThat(ask(",'record':'txt','answers':['v=spf1 -all']").reason()).isEmpty();
    dns.says("shop.example.com", "AAAA 2001:db8::1");
    assertThat(ask(",'record':'AAAA','answers':['2001:DB8:0:0::1']").reason()).isEmpty();
    dns.says("shop.example.com", "CNAME www.example.com.", "A 192.0.2.1");
    assertThat(ask(",'record':'CNAME','answers':['www.example.com.']").reason()).isEmpty();
    assertThat(ask(",'match':'exactly','answers':['192.0.2.1']").reason()).isEmpty();
  }

  @Test
  void an_answer_too_long_for_udp_is_fetched_by_tcp() {
    var records = new String[60];
    for (int i = 0; i < records.length; i++) {
      records[i] = "TXT \"%s\"".formatted("x".repeat(100) + i);
    }
    dns.says("shop.example.com", records);
    var seen = ask(",'record':'TXT','answers':['%s']".formatted("x".repeat(100) + 59));
    assertThat(seen.reason()).isEmpty();
    assertThat(dns.byTcp.get()).isPositive();
  }

  @Test
  void a_resolver_that_fails_refuses_or_keeps_silent_is_down() {
    dns.answers(Rcode.SERVFAIL);
    assertThat(ask("").reason())
        .isEqualTo("A record of shop.example.com: %s answered SERVFAIL".formatted(dns.typed()));
    dns.answers(Rcode.REFUSED);
    assertThat(ask("").verdict()).isEqualTo(Verdict.DOWN);
    dns.keepsSilent();
    var deadline = Duration.ofMillis(900);
    var seen =
        bench.probe(
            deadline, "{'type':'dns','name':'shop.example.com','resolver':'%s'}", dns.typed());
    assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
    bench.endsOnTime(seen, deadline);
    assertThat(seen.reason())
        .isEqualTo(
            "A record of shop.example.com: %s did not answer within 900 ms".formatted(dns.typed()));
  }

  @Test
  void one_lost_packet_is_no_outage() {
    int before = dns.questions.get();
    dns.mind =
        question -> {
          if (dns.questions.get() == before + 1) return null;
          var answer = Dns.reply(question);
          answer.addRecord(Dns.record("shop.example.com", "A", "192.0.2.1"), 1);
          return answer;
        };
    var seen =
        bench.probe(
            Duration.ofSeconds(3),
            "{'type':'dns','name':'shop.example.com','resolver':'%s'}",
            dns.typed());
    assertThat(seen.reason()).isEmpty();
    assertThat(dns.questions.get() - before).isEqualTo(2);
  }

  @Test
  void the_resolver_of_the_system_is_asked_when_none_is_typed_and_its_silence_is_ours() {
    dns.says("shop.example.com", "A 192.0.2.1");
    assertThat(bench.probe("{'type':'dns','name':'shop.example.com'}").verdict())
        .isEqualTo(Verdict.UP);
    dns.keepsSilent();
    var seen = bench.probe(Duration.ofMillis(600), "{'type':'dns','name':'shop.example.com'}");
    assertThat(seen.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(seen.reason()).contains("the resolver of this machine did not answer");
  }
}
