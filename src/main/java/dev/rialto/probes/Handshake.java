package dev.rialto.probes;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * One TLS handshake, watched: it keeps the certificate that was shown even when it was a lie, and
 * says which. Each has a context of its own, because a context remembers sessions, and a resumed
 * session shows yesterday's certificate.
 */
final class Handshake extends X509ExtendedTrustManager implements HostnameVerifier {
  static final int MOST_NAMES_SHOWN = 5;

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HostnameVerifier NAMES = new OkHttpClient().hostnameVerifier();

  private final Trust trust;
  private final InstantSource clock;
  private final boolean verify;
  private @Nullable X509Certificate leaf;
  private @Nullable String lie;
  private @Nullable SSLSocket socket;

  Handshake(Trust trust, InstantSource clock, boolean verify) {
    this.trust = trust;
    this.clock = clock;
    this.verify = verify;
  }

  SSLSocketFactory sockets() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, RANDOM);
      return context.getSocketFactory();
    } catch (KeyManagementException e) {
      throw new IllegalStateException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS", e);
    }
  }

  void done(SSLSocket socket) {
    this.socket = socket;
  }

  /** Once it is done. */
  SSLSocket socket() {
    return Objects.requireNonNull(socket);
  }

  /** Who it was and by which means, for the curious. */
  String described() {
    var certificate = leaf;
    var spoken = socket == null ? "TLS" : socket.getSession().getProtocol();
    return certificate == null
        ? spoken
        : "%s, certificate for %s, issued by %s, valid until %s"
            .formatted(
                spoken,
                namesOf(certificate),
                Trust.name(certificate.getIssuerX500Principal()),
                Words.date(certificate.getNotAfter().toInstant()));
  }

  Optional<X509Certificate> leaf() {
    return Optional.ofNullable(leaf);
  }

  /** Why the certificate is not believed, once that has ended the handshake. */
  Optional<String> lie() {
    return Optional.ofNullable(lie);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    leaf = chain[0];
    if (!verify) return;
    var found = trust.lieOf(chain, kind, socket, clock.instant());
    if (found.isPresent()) {
      lie = found.get();
      throw new CertificateException(lie);
    }
  }

  /** Whether the certificate is for this host; asked before anything is sent. */
  @Override
  public boolean verify(String host, SSLSession session) {
    if (!verify || NAMES.verify(host, session)) return true;
    lie = "certificate is not for this name but for " + (leaf == null ? "nobody" : namesOf(leaf));
    return false;
  }

  private static String namesOf(X509Certificate certificate) {
    var names = new ArrayList<String>();
    for (var entry : alternatives(certificate)) {
      var type = entry.get(0);
      if (Integer.valueOf(DNS_NAME).equals(type) || Integer.valueOf(IP_ADDRESS).equals(type)) {
        names.add(Words.line(String.valueOf(entry.get(1))));
      }
    }
    if (names.isEmpty()) return "none at all";
    int more = names.size() - MOST_NAMES_SHOWN;
    return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES_SHOWN)))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private static Collection<List<?>> alternatives(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("Only sockets are used here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("Only sockets are used here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("Rialto is the client here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    throw new CertificateException("Rialto is the client here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("Rialto is the client here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
