package dev.rialto.channels;

import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Network;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Messages and addresses the tests of the channels share. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-20T10:04:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final VettedAddress LOOPBACK =
      new VettedAddress(List.of(Network.of("127.0.0.0/8"), Network.of("::1")));

  /** Everything a stranger might put into a title to be somebody else, or to break something. */
  static final String HOSTILE =
      "checkout\r\n"
          + "Bcc: mallory@example.com\u0000\u0007\u202Egnp.exe <b>&amp;</b> <!channel> @all"
          + " [x](http://evil.example) *bold* \"quoted\" שלום עולם 🔥👨‍👩‍👧 \uD800"
          + " =?utf-8?B?SGk=?=";

  private Samples() {}

  static Message page(String title, String text) {
    return new Message(
        "0190-page-17",
        false,
        Message.Kind.PAGE,
        title,
        text,
        "critical",
        "checkout",
        "grace, on call for shop",
        Instant.parse("2026-11-20T10:00:30Z"),
        "https://rialto.example.com/alerts/A-17",
        "https://rialto.example.com/act/s3cr3t",
        "A-17",
        List.of());
  }

  static Message page() {
    return page("checkout: High error rate", "5xx over 5 % for 10 minutes\nSee the runbook.");
  }

  static Message bundle(int alerts) {
    var lines =
        java.util.stream.IntStream.rangeClosed(1, alerts)
            .mapToObj(
                n ->
                    new Message.Line(
                        "A-" + n,
                        "Disk <%d> almost full & hot".formatted(n),
                        "warning",
                        "https://rialto.example.com/alerts/A-" + n))
            .toList();
    var one = page();
    return new Message(
        one.id(),
        false,
        one.kind(),
        alerts + " alerts: checkout",
        "",
        "warning",
        one.where(),
        one.who(),
        one.since(),
        "https://rialto.example.com/run",
        null,
        "A-1",
        lines);
  }
}
