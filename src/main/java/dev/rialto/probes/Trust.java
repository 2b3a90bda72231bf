package dev.rialto.probes;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom the prober believes when a certificate says who somebody is: Java's authorities and those an
 * administrator gave to the operating system, since that is where a company's own ones are put.
 */
public final class Trust {
  private static final Logger LOG = LoggerFactory.getLogger(Trust.class);

  /** Debian and its kin, Red Hat and its kin, Alpine. */
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/cert.pem"));

  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,]+)");
  private static final Pattern ORGANISATION = Pattern.compile("(?:^|,)O=([^,]+)");

  private final List<X509Certificate> besides;

  /** Made at the first handshake: reading three hundred certificates takes a while. */
  private @Nullable X509ExtendedTrustManager manager;

  private Trust(List<X509Certificate> besides) {
    this.besides = besides;
  }

  /** Everybody this machine trusts. */
  public static Trust system() {
    return new Trust(List.of());
  }

  /** And these authorities, for a company's own and for tests. */
  public Trust and(List<X509Certificate> authorities) {
    var all = new ArrayList<>(besides);
    all.addAll(authorities);
    return new Trust(List.copyOf(all));
  }

  /**
   * How this chain lies, as the end of a sentence that begins with the host; empty if it does not.
   */
  Optional<String> lieOf(X509Certificate[] chain, String kind, Socket socket, Instant now) {
    var leaf = chain[0];
    var wrongTime = wrongTime("certificate", leaf, now);
    if (wrongTime.isPresent()) return wrongTime;
    try {
      manager().checkServerTrusted(chain, kind, socket);
      return Optional.empty();
    } catch (CertificateException e) {
      return Optional.of(why(chain, e, now));
    }
  }

  private static Optional<String> wrongTime(String what, X509Certificate certificate, Instant now) {
    var from = certificate.getNotBefore().toInstant();
    var to = certificate.getNotAfter().toInstant();
    if (now.isAfter(to)) {
      return Optional.of("%s expired %s (%s)".formatted(what, ago(to, now), Words.date(to)));
    }
    return now.isBefore(from)
        ? Optional.of("%s is not yet valid, only from %s on".formatted(what, moment(from, now)))
        : Optional.empty();
  }

  /** The day, and the time too when it is today. */
  private static String moment(Instant then, Instant now) {
    var day = Words.date(then);
    return day.equals(Words.date(now))
        ? "%s %s UTC".formatted(day, then.toString().substring(11, 16))
        : day.toString();
  }

  private static String ago(Instant then, Instant now) {
    var since = Duration.between(then, now);
    return since.toDays() > 0
        ? Words.days(since.toDays()) + " ago"
        : since.toHours() > 0 ? since.toHours() + " h ago" : since.toMinutes() + " min ago";
  }

  private static String why(X509Certificate[] chain, CertificateException e, Instant now) {
    for (int i = 1; i < chain.length; i++) {
      var between =
          wrongTime(
              "the certificate of its issuer “" + name(subject(chain[i])) + "”", chain[i], now);
      if (between.isPresent()) return between.get();
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathValidatorException path) {
        if (path.getReason() == BasicReason.EXPIRED) return "certificate expired";
        if (path.getReason() == BasicReason.NOT_YET_VALID) return "certificate is not yet valid";
        if (path.getReason() == BasicReason.INVALID_SIGNATURE) {
          return "certificate is forged: its signature is not its issuer's";
        }
        if (path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
          return "certificate uses a method that is no longer safe: "
              + Words.line(String.valueOf(path.getMessage()));
        }
      }
    }
    var leaf = chain[0];
    if (leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
      return "certificate is signed by itself, nobody vouches for it";
    }
    var top = chain[chain.length - 1].getIssuerX500Principal();
    return "certificate has an unknown issuer “%s”%s"
        .formatted(
            name(top), chain.length == 1 ? " (or the server leaves the one between out)" : "");
  }

  private static X500Principal subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal();
  }

  static String name(X500Principal principal) {
    var whole = principal.getName();
    for (var pattern : List.of(COMMON_NAME, ORGANISATION)) {
      var match = pattern.matcher(whole);
      if (match.find()) return Words.line(match.group(1));
    }
    return Words.line(whole);
  }

  private synchronized X509ExtendedTrustManager manager() {
    var made = manager;
    if (made == null) {
      made = make();
      manager = made;
    }
    return made;
  }

  private X509ExtendedTrustManager make() {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var all = new ArrayList<>(List.of(manager(null).getAcceptedIssuers()));
      all.addAll(ofTheSystem());
      all.addAll(besides);
      for (int i = 0; i < all.size(); i++) store.setCertificateEntry("a" + i, all.get(i));
      return manager(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Every Java has PKIX and a store in memory", e);
    }
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) return extended;
    }
    throw new GeneralSecurityException("PKIX has no X.509");
  }

  private static List<X509Certificate> ofTheSystem() {
    for (var bundle : BUNDLES) {
      if (!Files.isReadable(bundle)) continue;
      try (InputStream pem = Files.newInputStream(bundle)) {
        return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .toList();
      } catch (IOException | CertificateException e) {
        LOG.warn("The authorities in {} could not be read: {}", bundle, e.toString());
      }
    }
    return List.of();
  }
}
