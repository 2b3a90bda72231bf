package dev.rialto.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Asks a resolver and holds its answers against the expected ones. Nothing is remembered. */
final class DnsVisit {
  static final int MOST_ANSWERS = 100;

  /** UDP loses a packet now and then; a lost one is no outage. */
  static final int TRIES = 3;

  static final int SHOWN = 5;

  private final Prober.Ground ground;
  private final Attempt attempt;

  DnsVisit(Prober.Ground ground, Attempt attempt) {
    this.ground = ground;
    this.attempt = attempt;
  }

  void ask(DnsProbe probe) throws Fault {
    var servers = servers(probe);
    var who = probe.resolver().isEmpty() ? "the resolver of this machine" : probe.resolver();
    long from = System.nanoTime();
    var answer = answer(probe, servers, who);
    attempt.spent(Phase.PROCESSING, System.nanoTime() - from);
    if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
      throw Fault.down(
          "%s: %s answered %s".formatted(what(probe), who, Rcode.string(answer.getRcode())));
    }
    judge(probe, answer);
    attempt.latency(what(probe), probe.latency(), attempt.took());
  }

  /** One that was typed is vetted like any address; the system's own is the administrator's. */
  private List<InetSocketAddress> servers(DnsProbe probe) throws Fault {
    if (!(probe.server().orElse(null) instanceof DnsProbe.Server typed)) {
      var servers = ground.resolver().servers();
      if (servers.isEmpty()) throw Fault.ours("This machine has no resolver set up");
      return servers;
    }
    try {
      return attempt.resolve(ground.addresses(), typed.host()).stream()
          .map(address -> new InetSocketAddress(address, typed.port()))
          .toList();
    } catch (IOException e) {
      throw ground.unresolved(typed.host(), e, attempt);
    }
  }

  private Message answer(DnsProbe probe, List<InetSocketAddress> servers, String who) throws Fault {
    var question =
        Message.newQuery(
            Record.newRecord(probe.asked().orElseThrow(), Type.value(probe.record()), DClass.IN));
    IOException last = null;
    for (int i = 0; i < TRIES && !attempt.isOver(); i++) {
      var patience = attempt.left().dividedBy(TRIES - i);
      try {
        return SystemResolver.ask(servers.get(i % servers.size()), question, patience);
      } catch (TimeoutException again) {
        last = null;
      } catch (IOException e) {
        last = e;
        if (Fault.of(who, e).verdict == Verdict.UNKNOWN) break;
      }
    }
    throw unanswered(probe, who, last);
  }

  private Fault unanswered(DnsProbe probe, String who, @Nullable IOException last) {
    if (last != null && Fault.of(who, last).verdict == Verdict.UNKNOWN) return Fault.of(who, last);
    var silence =
        last == null
            ? "did not answer within " + Words.of(attempt.deadline())
            : "gave no answer: " + Words.line(String.valueOf(last.getMessage()));
    var sentence = "%s: %s %s".formatted(what(probe), who, silence);
    // A dead resolver of our own says nothing about the name.
    return probe.resolver().isEmpty() ? Fault.ours(sentence) : Fault.down(sentence);
  }

  private void judge(DnsProbe probe, Message answer) {
    var type = Type.value(probe.record());
    var came =
        answer.getSection(Section.ANSWER).stream()
            .filter(record -> record.getType() == type)
            .limit(MOST_ANSWERS)
            .toList();
    if (!came.isEmpty()) {
      attempt.excerpt(
          came.stream().map(Record::toString).collect(Collectors.joining("\n")),
          Answer.EXCERPT,
          true);
    }
    var seen = came.stream().map(DnsVisit::value).collect(Collectors.toCollection(TreeSet::new));
    var trouble = trouble(probe, seen, answer.getRcode());
    if (trouble == null) {
      attempt.held(what(probe), wanted(probe), shown(seen, answer.getRcode()));
    } else {
      attempt.missed(
          what(probe),
          wanted(probe),
          Verdict.DOWN,
          shown(seen, answer.getRcode()),
          what(probe) + " " + trouble);
    }
  }

  private static @Nullable String trouble(DnsProbe probe, Set<String> seen, int rcode) {
    var asked =
        probe.answers().stream()
            .map(text -> tidy(probe.record(), text))
            .collect(Collectors.toCollection(TreeSet::new));
    var missing = new ArrayList<>(asked);
    missing.removeAll(seen);
    var extra = new ArrayList<>(seen);
    extra.removeAll(asked);
    var is = "is " + shown(seen, rcode);
    return switch (probe.match()) {
      case NONE -> seen.isEmpty() ? null : is + ", expected none";
      case ALL ->
          seen.isEmpty()
              ? "has no answer (%s)".formatted(Rcode.string(rcode))
              : missing.isEmpty() ? null : is + ", without " + list(missing);
      case ANY -> missing.size() < asked.size() ? null : is + ", expected one of " + list(asked);
      case EXACTLY ->
          !missing.isEmpty()
              ? is + ", without " + list(missing)
              : extra.isEmpty() ? null : is + ", with " + list(extra) + " that nobody expects";
    };
  }

  private static String what(DnsProbe probe) {
    return probe.record() + " record of " + probe.name();
  }

  private static String wanted(DnsProbe probe) {
    return switch (probe.match()) {
      case NONE -> "has no record";
      case ALL -> probe.answers().isEmpty() ? "has a record" : "has " + list(probe.answers());
      case ANY -> "has one of " + list(probe.answers());
      case EXACTLY -> "is exactly " + list(probe.answers());
    };
  }

  private static String shown(Set<String> seen, int rcode) {
    return seen.isEmpty() ? "nothing (%s)".formatted(Rcode.string(rcode)) : list(seen);
  }

  private static String list(Collection<String> values) {
    int more = values.size() - SHOWN;
    return values.stream().limit(SHOWN).map(Words::line).collect(Collectors.joining(", "))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private static String value(Record record) {
    return record instanceof TXTRecord text
        ? String.join("", text.getStrings())
        : tidy(Type.string(record.getType()), record.rdataToString());
  }

  /** Names without their last dot and in one case; addresses in one spelling; TXT as it is. */
  private static String tidy(String record, String value) {
    if (record.equals("TXT")) return value;
    if (record.equals("A") || record.equals("AAAA")) return address(value);
    return Arrays.stream(value.strip().split("\\s+"))
        .map(word -> word.endsWith(".") ? word.substring(0, word.length() - 1) : word)
        .collect(Collectors.joining(" "))
        .toLowerCase(Locale.ROOT);
  }

  private static String address(String value) {
    try {
      return InetAddress.ofLiteral(value.strip()).getHostAddress();
    } catch (IllegalArgumentException asTyped) {
      return value.strip().toLowerCase(Locale.ROOT);
    }
  }
}
