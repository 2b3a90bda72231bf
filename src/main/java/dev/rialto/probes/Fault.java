package dev.rialto.probes;

import dev.rialto.outbound.VettedAddress;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a probe ended early: whose fault it is, in words for a person. */
final class Fault extends Exception {
  private static final long serialVersionUID = 1;

  /** What the kernel says when it is us who cannot go on. A target must never be blamed for it. */
  private static final Map<String, String> OURS =
      Map.of(
          "too many open files", "it has no file descriptors left",
          "cannot assign requested address", "it has no free local port or address",
          "address already in use", "it has no free local port or address",
          "network is unreachable", "this machine has no route to that network",
          "protocol family", "this machine does not speak that kind of address",
          "no buffer space", "the kernel has no buffers left",
          "cannot allocate memory", "this machine has no memory left",
          "operation not permitted", "this machine's own firewall forbids it");

  final Verdict verdict;

  private Fault(Verdict verdict, String reason) {
    super(reason, null, false, false);
    this.verdict = verdict;
  }

  static Fault down(String reason) {
    return new Fault(Verdict.DOWN, reason);
  }

  /** Our own failure. */
  static Fault ours(String reason) {
    return new Fault(Verdict.UNKNOWN, reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /**
   * What an exception on the way means.
   *
   * @param where the URL or host, as it is shown
   */
  static Fault of(String where, IOException e) {
    var message = String.valueOf(e.getMessage());
    var own = ownFault(e);
    if (own != null) {
      return ours("Rialto could not probe %s: %s".formatted(where, own));
    }
    if (e instanceof SocketTimeoutException || message.contains("timed out")) {
      return down("%s: no connection, nothing answers at that address".formatted(where));
    }
    if (e instanceof NoRouteToHostException) {
      return down("%s: there is no route to this host".formatted(where));
    }
    if (e instanceof ConnectException) {
      return down("%s refused the connection".formatted(where));
    }
    if (e instanceof SSLException) {
      return down(tls(where, message));
    }
    if (message.contains("Connection reset") || message.contains("Broken pipe")) {
      return down("%s reset the connection".formatted(where));
    }
    var cause = String.valueOf(e.getCause());
    if (cause.contains("\\n not found") && !cause.endsWith("limit=0 content=…")) {
      return down("%s broke off in its headers, or sent over 256 KB of them".formatted(where));
    }
    if (message.contains("unexpected end of stream") || e instanceof EOFException) {
      return down("%s closed the connection without a whole answer".formatted(where));
    }
    if (e instanceof ProtocolException) {
      return down("%s does not speak HTTP: %s".formatted(where, Words.line(message)));
    }
    return down("%s: the connection broke: %s".formatted(where, Words.line(message)));
  }

  private static @Nullable String ownFault(IOException e) {
    if (e instanceof VettedAddress.Refused || e instanceof VettedAddress.Overloaded) {
      return String.valueOf(e.getMessage());
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      // Only the kernel's own words: in a protocol error they could be the target's.
      if (!(cause instanceof SocketException)) continue;
      var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      for (var ours : OURS.entrySet()) {
        if (message.contains(ours.getKey())) return ours.getValue();
      }
    }
    return null;
  }

  private static String tls(String where, String message) {
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return "%s does not speak TLS on this port".formatted(where);
    }
    if (message.contains("closed connection during handshake")
        || message.contains("terminated the handshake")) {
      return "%s closed the connection during the TLS handshake".formatted(where);
    }
    if (message.contains("protocol_version") || message.contains("insufficient_security")) {
      return "%s offers only TLS versions or ciphers that are no longer safe".formatted(where);
    }
    if (message.contains("certificate_required")) {
      return "%s wants a client certificate, which Rialto does not have".formatted(where);
    }
    return "%s: the TLS handshake failed: %s".formatted(where, Words.line(message));
  }
}
