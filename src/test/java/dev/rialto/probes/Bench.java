package dev.rialto.probes;

import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Json;
import dev.rialto.platform.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/**
 * A prober on the workbench: real sockets on this machine, names of our own ({@code *.test} are
 * here), an authority of our own, and a resolver that can be taken away.
 */
final class Bench implements AutoCloseable {
  static final Duration PLENTY = Duration.ofSeconds(20);
  static final Network LOOPBACK = Network.of("127.0.0.0/8");

  final HeldCertificate authority =
      new HeldCertificate.Builder().commonName("Bench authority").certificateAuthority(1).build();
  final Map<String, String> names = new ConcurrentHashMap<>();
  final Dns resolver = new Dns();
  final Metronome metronome = new Metronome();

  /** A little ahead, so that certificates made during a test are valid already. */
  Instant now = Instant.now().plus(Duration.ofHours(1));

  long memory = Buffers.MOST_BYTES;
  int atOnce = Prober.MOST_AT_ONCE;
  List<Network> allowed = List.of(LOOPBACK);
  Supplier<List<InetSocketAddress>> servers = () -> List.of(resolver.address());
  private @Nullable Prober prober;

  Prober prober() {
    var made = prober;
    if (made == null) {
      made =
          new Prober(
              new VettedAddress(allowed, this::addresses),
              Trust.system().and(List.of(authority.certificate())),
              InstantSource.fixed(now),
              new SystemResolver(() -> servers.get()),
              memory,
              atOnce);
      prober = made;
    }
    return made;
  }

  private InetAddress[] addresses(String name) throws UnknownHostException {
    var known = names.getOrDefault(name, name.endsWith(".test") ? "127.0.0.1" : "");
    if (known.isEmpty() || name.startsWith("nowhere")) {
      throw new UnknownHostException(name + ": Name or service not known");
    }
    var all = known.split(",");
    var addresses = new InetAddress[all.length];
    for (int i = 0; i < all.length; i++) addresses[i] = InetAddress.ofLiteral(all[i]);
    return addresses;
  }

  /** In the JSON form, with ' for " so that it can be read. */
  Outcome probe(String json, Object... with) {
    return probe(PLENTY, json, with);
  }

  Outcome probe(Duration deadline, String json, Object... with) {
    var probe = read(json, with);
    if (!prober().wrongs(probe).isEmpty()) {
      throw new IllegalArgumentException(prober().wrongs(probe).toString());
    }
    return prober().probe(probe, deadline);
  }

  /** Its target kept it waiting to the end, and the end came when it was due. */
  void endsOnTime(Outcome seen, Duration deadline) {
    metronome.endsOnTime(seen.took(), deadline);
  }

  static Probe read(String json, Object... with) {
    return Probe.read(Json.tree(json.formatted(with).replace('\'', '"')));
  }

  HeldCertificate.Builder certificateFor(String... names) {
    var builder = new HeldCertificate.Builder().signedBy(authority).commonName(names[0]);
    for (var name : names) builder.addSubjectAlternativeName(name);
    return builder;
  }

  static HandshakeCertificates showing(HeldCertificate held, X509Certificate... between) {
    return new HandshakeCertificates.Builder().heldCertificate(held, between).build();
  }

  @Override
  public void close() {
    if (prober != null) prober.close();
    resolver.close();
    metronome.close();
  }
}
