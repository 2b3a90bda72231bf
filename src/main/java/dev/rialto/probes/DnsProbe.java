package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Asks a resolver for the records of a name.
 *
 * @param resolver address or name of one, with an optional port; empty is the system's
 * @param answers what must be among the answers; how exactly, says {@code match}
 */
public record DnsProbe(
    String name, String record, String resolver, Match match, List<String> answers, Bounds latency)
    implements Probe {
  static final String TYPE = "dns";
  static final List<String> RECORDS =
      List.of(
          "A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NS", "PTR", "SOA", "SRV", "SVCB",
          "TXT");
  static final int MOST_ANSWERS = 50;
  static final int LONGEST_ANSWER = 1_000;
  static final int USUAL_PORT = 53;

  /** How the records that came are held against the expected ones. */
  public enum Match {
    /** Each expected one came; more may. Without expected ones: something came. */
    ALL,
    /** The expected ones came and no others. */
    EXACTLY,
    /** At least one of the expected came. */
    ANY,
    /** There must be no such record. */
    NONE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DnsProbe {
    answers = List.copyOf(answers);
  }

  static DnsProbe read(Typed typed) {
    typed.only("type", "name", "record", "resolver", "match", "answers", "latency");
    var match =
        Arrays.stream(Match.values())
            .filter(m -> m.code().equals(typed.line("match", "all")))
            .findFirst()
            .orElseGet(
                () -> {
                  typed.wrong("match", "One of all, exactly, any, none.");
                  return Match.ALL;
                });
    return new DnsProbe(
        typed.line("name"),
        typed.line("record", "A").toUpperCase(Locale.ROOT),
        typed.line("resolver"),
        match,
        typed.lines("answers"),
        Bounds.latency(typed));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<Wrong> wrongs() {
    var scrutiny = new Scrutiny();
    scrutiny.line("name", name, 255);
    scrutiny.holds(
        asked().isPresent(), "name", "Not a name that DNS knows; one looks like shop.example.com.");
    scrutiny.holds(
        RECORDS.contains(record), "record", "One of " + String.join(", ", RECORDS) + ".");
    if (!resolver.isEmpty()) {
      scrutiny.optionalLine("resolver", resolver, 260);
      scrutiny.holds(
          Server.of(resolver).isPresent(),
          "resolver",
          "An address with or without a port, for example 9.9.9.9, 9.9.9.9:5353 or"
              + " [2620:fe::fe]:53; empty for the system's own.");
    }
    scrutiny.holds(
        answers.size() <= MOST_ANSWERS, "answers", "At most %d.".formatted(MOST_ANSWERS));
    for (int i = 0; i < Math.min(answers.size(), MOST_ANSWERS); i++) {
      scrutiny.line("answers[%d]".formatted(i), answers.get(i), LONGEST_ANSWER);
    }
    scrutiny.holds(
        match != Match.NONE || answers.isEmpty(),
        "answers",
        "With “none” no record may exist; empty this or choose another match.");
    scrutiny.holds(
        (match != Match.EXACTLY && match != Match.ANY) || !answers.isEmpty(),
        "answers",
        "Type at least one expected answer, or choose “all” to accept any.");
    latency.checkLatency(scrutiny);
    return scrutiny.wrongs();
  }

  Optional<Name> asked() {
    try {
      return Optional.of(Name.fromString(name, Name.root));
    } catch (TextParseException notAName) {
      return Optional.empty();
    }
  }

  Optional<Server> server() {
    return resolver.isEmpty() ? Optional.empty() : Server.of(resolver);
  }

  @Override
  public List<String> targets() {
    return List.of(server().map(s -> s.host() + ":" + s.port()).orElse("system resolver"));
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of();
  }

  @Override
  public DnsProbe withSecrets(Map<String, String> kept) {
    return this;
  }

  @Override
  public JsonNode write() {
    var json = Json.MAPPER.createObjectNode().put("type", TYPE);
    json.put("name", name).put("record", record);
    Probe.putUnlessEmpty(json, "resolver", resolver);
    json.put("match", match.code());
    if (!answers.isEmpty()) answers.forEach(json.putArray("answers")::add);
    latency.writeLatency(json);
    return json;
  }

  /** A resolver as typed. */
  record Server(String host, int port) {
    static Optional<Server> of(String text) {
      var bracketed = text.startsWith("[");
      int colon = bracketed ? text.indexOf("]:") + 1 : text.indexOf(':');
      boolean port = colon > 0 && (bracketed || text.indexOf(':', colon + 1) < 0);
      var host = port ? text.substring(0, colon) : text;
      var bare = host.replaceFirst("^\\[(.*)]$", "$1");
      var number = port ? text.substring(colon + 1) : String.valueOf(USUAL_PORT);
      var scrutiny = new Scrutiny();
      Probe.checkHost(scrutiny, "host", bare);
      return scrutiny.isClean() && number.matches("\\d{1,5}") && isPort(Integer.parseInt(number))
          ? Optional.of(new Server(bare, Integer.parseInt(number)))
          : Optional.empty();
    }

    private static boolean isPort(int port) {
      return port >= 1 && port <= 65_535;
    }
  }
}
