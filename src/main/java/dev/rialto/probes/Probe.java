package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import java.util.List;
import java.util.Map;

/**
 * What to probe, as a value. Its JSON form is what a check stores and the API takes: {@code
 * {"type":"http","urls":["https://shop.example.com/health"]}}.
 *
 * <p>Secrets travel apart: {@link #write} never contains them, {@link #secrets} hands them over for
 * encryption, and {@link #withSecrets} puts the kept ones back where none was typed.
 */
public sealed interface Probe permits HttpProbe, TcpProbe, DnsProbe, TlsProbe {
  String type();

  /** Everything that has to be mended before this can be probed, field by field. */
  List<Wrong> wrongs();

  /** Whom this bothers, as {@code host:port}, for limits per target. */
  List<String> targets();

  /** The secrets that were typed, by a name that stays the same while the probe is edited. */
  Map<String, String> secrets();

  /** The same probe; a secret it has a place for but no value takes the kept one. */
  Probe withSecrets(Map<String, String> kept);

  /** The JSON form, without any secret. */
  JsonNode write();

  /** Reads the JSON form; a field of the wrong shape is a 422 that names it. */
  static Probe read(JsonNode json) {
    if (!json.isObject()) {
      throw Problem.invalid("type", "Send one JSON object, such as {\"type\": \"http\", …}.");
    }
    var scrutiny = new Scrutiny();
    var typed = new Typed(json, scrutiny);
    var probe =
        switch (typed.line("type")) {
          case HttpProbe.TYPE -> HttpProbe.read(typed);
          case TcpProbe.TYPE -> TcpProbe.read(typed);
          case DnsProbe.TYPE -> DnsProbe.read(typed);
          case TlsProbe.TYPE -> TlsProbe.read(typed);
          default -> throw Problem.invalid("type", "One of http, tcp, dns, tls.");
        };
    scrutiny.orThrow();
    return probe;
  }

  /** A host of its own field, without scheme, path or port. */
  static void checkHost(Scrutiny scrutiny, String field, String host) {
    scrutiny.line(field, host, 253);
    scrutiny.holds(
        !host.matches(".*[\\s/@?#\\\\].*")
            && (!host.contains(":") || host.matches("[^:]*(:[^:]*){2,}")),
        field,
        "Only the name or address, for example db.example.com; the port has a field of its own.");
  }

  static void checkPort(Scrutiny scrutiny, String field, int port) {
    scrutiny.holds(port >= 1 && port <= 65_535, field, "Between 1 and 65,535.");
  }

  static void putUnlessEmpty(ObjectNode json, String field, String text) {
    if (!text.isEmpty()) json.put(field, text);
  }
}
