package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import java.util.List;
import java.util.Map;

/**
 * Shakes hands by TLS and looks at the certificate: who it is for, who vouches for it, how long it
 * lasts.
 *
 * @param serverName the name to ask for and to find in the certificate; empty is the host
 */
public record TlsProbe(
    String host,
    int port,
    String serverName,
    boolean verifyCertificate,
    Bounds latency,
    Bounds certificateDays)
    implements Probe {
  static final String TYPE = "tls";
  static final int USUAL_PORT = 443;

  /** Two weeks are enough to notice that the renewal does not work. */
  public static final Bounds USUAL_DAYS = new Bounds(14, null);

  static TlsProbe read(Typed typed) {
    typed.only(
        "type", "host", "port", "server_name", "verify_certificate", "latency", "certificate_days");
    return new TlsProbe(
        typed.line("host"),
        typed.number("port", USUAL_PORT),
        typed.line("server_name"),
        typed.yes("verify_certificate", true),
        Bounds.latency(typed),
        Bounds.days(typed, USUAL_DAYS));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<Wrong> wrongs() {
    var scrutiny = new Scrutiny();
    Probe.checkHost(scrutiny, "host", host);
    Probe.checkPort(scrutiny, "port", port);
    if (!serverName.isEmpty()) Probe.checkHost(scrutiny, "server_name", serverName);
    latency.checkLatency(scrutiny);
    certificateDays.checkDays(scrutiny);
    return scrutiny.wrongs();
  }

  /** The name the certificate has to be for. */
  String name() {
    return serverName.isEmpty() ? host : serverName;
  }

  @Override
  public List<String> targets() {
    return List.of(host + ":" + port);
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of();
  }

  @Override
  public TlsProbe withSecrets(Map<String, String> kept) {
    return this;
  }

  @Override
  public JsonNode write() {
    var json = Json.MAPPER.createObjectNode().put("type", TYPE);
    json.put("host", host).put("port", port);
    Probe.putUnlessEmpty(json, "server_name", serverName);
    json.put("verify_certificate", verifyCertificate);
    latency.writeLatency(json);
    // Written even when empty: read back, its absence would mean the usual days.
    if (certificateDays.isNone()) json.putObject("certificate_days");
    else certificateDays.writeDays(json);
    return json;
  }
}
