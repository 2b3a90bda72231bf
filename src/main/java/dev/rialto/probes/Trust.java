package dev.rialto.probes;

import java.security.cert.X509Certificate;
import java.util.List;

/** Whom the prober believes when a certificate says who somebody is. */
public final class Trust {
  private final List<X509Certificate> besides;

  private Trust(List<X509Certificate> besides) {
    this.besides = besides;
  }

  /** Everybody this machine trusts. */
  public static Trust system() {
    return new Trust(List.of());
  }

  /** And these authorities, for a company's own and for tests. */
  public Trust and(List<X509Certificate> authorities) {
    return new Trust(List.copyOf(authorities));
  }

  List<X509Certificate> besides() {
    return besides;
  }
}
