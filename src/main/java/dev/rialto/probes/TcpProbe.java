package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connects to a port; where asked, with TLS, says something and waits for words.
 *
 * @param send what to say, with {@code \r \n \t \xHH} for what cannot be typed
 * @param expect text that must come, with the same escapes; empty: nothing is waited for
 * @param expectPattern or an RE2 pattern that must be found
 */
public record TcpProbe(
    String host,
    int port,
    boolean tls,
    boolean verifyCertificate,
    Hushed send,
    String expect,
    String expectPattern,
    Bounds latency,
    Bounds certificateDays)
    implements Probe {
  static final String TYPE = "tcp";
  static final int LONGEST_SEND = 4_000;

  static TcpProbe read(Typed typed) {
    typed.only(
        "type",
        "host",
        "port",
        "tls",
        "verify_certificate",
        "send",
        "send_secret",
        "expect",
        "expect_pattern",
        "latency",
        "certificate_days");
    return new TcpProbe(
        typed.line("host"),
        typed.number("port", 0),
        typed.yes("tls", false),
        typed.yes("verify_certificate", true),
        typed.yes("send_secret", false)
            ? Hushed.secret(typed.textOrNull("send"))
            : Hushed.open(typed.text("send")),
        typed.text("expect"),
        typed.text("expect_pattern"),
        Bounds.latency(typed),
        Bounds.days(typed, Bounds.NONE));
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
    scrutiny.holds(!send.isMissing(), "send", "Type what to send; nothing is kept for this probe.");
    checkEscapes(scrutiny, "send", send.clear());
    checkEscapes(scrutiny, "expect", expect);
    if (!expectPattern.isEmpty()) {
      Expectation.wrongPattern(expectPattern)
          .ifPresent(why -> scrutiny.wrong("expect_pattern", why));
    }
    scrutiny.holds(
        expect.isEmpty() || expectPattern.isEmpty(),
        "expect_pattern",
        "Wait for a text or for a pattern, not for both.");
    latency.checkLatency(scrutiny);
    certificateDays.checkDays(scrutiny);
    scrutiny.holds(
        tls || certificateDays.isNone(),
        "certificate_days",
        "Without tls there is no certificate to look at; switch tls on or empty this.");
    return scrutiny.wrongs();
  }

  private static void checkEscapes(Scrutiny scrutiny, String field, String text) {
    scrutiny.holds(
        text.length() <= LONGEST_SEND, field, "At most %,d characters.".formatted(LONGEST_SEND));
    scrutiny.holds(
        Escapes.bytes(text).isPresent(),
        field,
        "After a backslash comes r, n, t, 0, another backslash or x and two hexadecimal digits.");
  }

  @Override
  public List<String> targets() {
    return List.of(host + ":" + port);
  }

  @Override
  public Map<String, String> secrets() {
    var secrets = new LinkedHashMap<String, String>();
    HttpProbe.keep(secrets, "send", send);
    return secrets;
  }

  @Override
  public TcpProbe withSecrets(Map<String, String> kept) {
    return new TcpProbe(
        host,
        port,
        tls,
        verifyCertificate,
        send.or(kept.get("send")),
        expect,
        expectPattern,
        latency,
        certificateDays);
  }

  @Override
  public JsonNode write() {
    var json = Json.MAPPER.createObjectNode().put("type", TYPE);
    json.put("host", host).put("port", port).put("tls", tls);
    if (tls) json.put("verify_certificate", verifyCertificate);
    if (send.secret()) json.put("send_secret", true);
    else Probe.putUnlessEmpty(json, "send", send.clear());
    Probe.putUnlessEmpty(json, "expect", expect);
    Probe.putUnlessEmpty(json, "expect_pattern", expectPattern);
    latency.writeLatency(json);
    certificateDays.writeDays(json);
    return json;
  }
}
