package dev.rialto.probes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs one probe and says what it saw. It blocks its (virtual) thread, and never past the
 * deadline: a single thread closes whatever a probe still waits in when its time is over, so that a
 * thousand hanging targets cost a thousand sockets and nothing else.
 */
public final class Prober implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

  public static final int MOST_AT_ONCE = 2_000;
  public static final Duration LONGEST_DEADLINE = Duration.ofMinutes(5);

  /**
   * Keeps no connection. The five minutes never pass for any; they are the pause of OkHttp's own
   * cleaner while a connection is in use, and with a short one it would spin.
   */
  private static final ConnectionPool NO_POOL = new ConnectionPool(0, 5, TimeUnit.MINUTES);

  static final String USER_AGENT = "Rialto (check)";

  private final Ground ground;
  private final Semaphore free;
  private final ScheduledThreadPoolExecutor deadlines;

  /** What all probes stand on. */
  record Ground(
      VettedAddress addresses,
      Trust trust,
      InstantSource clock,
      OkHttpClient client,
      SystemResolver resolver,
      Buffers buffers) {
    /** Whose failure it is that a name did not resolve. */
    Fault unresolved(String host, IOException e, Attempt attempt) {
      if (e instanceof VettedAddress.Refused || e instanceof VettedAddress.Overloaded) {
        return Fault.of(host, e);
      }
      if (!resolver.isAlive(attempt.left())) {
        return Fault.ours(
            "Rialto could not resolve %s: the resolver of this machine does not answer"
                .formatted(host));
      }
      return Fault.down(
          e instanceof VettedAddress.Slow
              ? "%s did not resolve within %s".formatted(host, Words.of(attempt.deadline()))
              : "%s does not resolve, there is no such name or it has no address".formatted(host));
    }
  }

  /**
   * @param clock for what a certificate says about dates; durations are measured
   */
  public Prober(VettedAddress addresses, Trust trust, InstantSource clock) {
    this(addresses, trust, clock, new SystemResolver(), Buffers.MOST_BYTES, MOST_AT_ONCE);
  }

  Prober(
      VettedAddress addresses,
      Trust trust,
      InstantSource clock,
      SystemResolver resolver,
      long memory,
      int atOnce) {
    this.ground =
        new Ground(addresses, trust, clock, client(addresses), resolver, new Buffers(memory));
    this.free = new Semaphore(atOnce);
    this.deadlines =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("probe-deadlines").daemon().factory());
    deadlines.setRemoveOnCancelPolicy(true);
  }

  private static OkHttpClient client(VettedAddress addresses) {
    return addresses
        .client()
        .connectionPool(NO_POOL)
        .protocols(List.of(Protocol.HTTP_1_1)) // HTTP/2 needs a thread for every connection
        .connectionSpecs(
            List.of(
                new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
                    .allEnabledCipherSuites()
                    .build(),
                ConnectionSpec.CLEARTEXT))
        .retryOnConnectionFailure(false) // a second try would hide the first
        .fastFallback(false) // connects on the thread of the probe
        .connectTimeout(Duration.ZERO) // the deadline rules them all
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .addNetworkInterceptor(
            chain -> {
              var response = chain.proceed(chain.request());
              // OkHttp would ask again by itself, and hide the 503.
              return response.code() == 503
                  ? response.newBuilder().removeHeader("Retry-After").build()
                  : response;
            })
        .build();
  }

  /** What is wrong with a probe, the addresses it names included. Resolves nothing. */
  public List<Wrong> wrongs(Probe probe) {
    var scrutiny = new Scrutiny();
    probe.wrongs().forEach(wrong -> scrutiny.wrong(wrong.field(), wrong.message()));
    switch (probe) {
      case HttpProbe http -> {
        var urls = http.urls();
        for (int i = 0; i < Math.min(urls.size(), HttpProbe.MOST_URLS); i++) {
          if (HttpUrl.parse(urls.get(i)) instanceof HttpUrl url) {
            vet(scrutiny, "urls[%d]".formatted(i), url.host());
          }
        }
      }
      case TcpProbe tcp -> vet(scrutiny, "host", tcp.host());
      case TlsProbe tls -> vet(scrutiny, "host", tls.host());
      case DnsProbe dns ->
          dns.server().ifPresent(server -> vet(scrutiny, "resolver", server.host()));
    }
    return scrutiny.wrongs();
  }

  private void vet(Scrutiny scrutiny, String field, String host) {
    ground
        .addresses()
        .wrongWith(host)
        .ifPresent(why -> scrutiny.wrong(field, "This address cannot be used: " + why + "."));
  }

  /**
   * Performs a probe whose {@link #wrongs} are empty. Never throws: what goes wrong is the outcome.
   */
  public Outcome probe(Probe probe, Duration deadline) {
    var wrongs = wrongs(probe);
    var attempt = new Attempt(deadline, new Hush(hidden(probe)));
    if (!wrongs.isEmpty()) {
      attempt.failed(
          Fault.ours(
              "This check cannot be probed as it is: %s: %s"
                  .formatted(wrongs.getFirst().field(), wrongs.getFirst().message())));
      return attempt.outcome();
    }
    if (!free.tryAcquire()) {
      attempt.failed(Fault.ours("Rialto already makes as many probes at once as it may"));
      return attempt.outcome();
    }
    try {
      var cut = deadlines.schedule(attempt::cut, attempt.left().toNanos(), TimeUnit.NANOSECONDS);
      try {
        perform(probe, attempt);
      } finally {
        cut.cancel(false);
      }
    } finally {
      free.release();
    }
    return attempt.outcome();
  }

  private void perform(Probe probe, Attempt attempt) {
    try {
      switch (probe) {
        case HttpProbe http -> {
          for (var url : http.parsed()) {
            new HttpVisit(http, url, ground, attempt).go();
            if (attempt.isLost()) return;
          }
        }
        case TcpProbe tcp -> new SocketVisit(ground, attempt).tcp(tcp);
        case TlsProbe tls -> new SocketVisit(ground, attempt).tls(tls);
        case DnsProbe dns -> new DnsVisit(ground, attempt).ask(dns);
      }
    } catch (Fault fault) {
      attempt.failed(attempt.wasHeldUp() ? attempt.heldUp() : fault);
    } catch (OutOfMemoryError e) {
      attempt.failed(Fault.ours("Rialto had no memory left for this probe"));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("A {} probe ended in a way nobody thought of", probe.type(), e);
      attempt.failed(Fault.ours("Rialto itself failed at this probe; its log says how"));
    }
  }

  /** Everything that must not come back out, also as it is dressed on the wire. */
  private static List<String> hidden(Probe probe) {
    var hidden = new ArrayList<>(probe.secrets().values());
    if (probe instanceof HttpProbe http && http.login() instanceof HttpProbe.Login login) {
      hidden.add(HttpVisit.basic(login).substring("Basic ".length()));
    }
    if (probe instanceof TcpProbe tcp && tcp.send().secret()) {
      Escapes.bytes(tcp.send().clear()).ifPresent(bytes -> hidden.add(new String(bytes, UTF_8)));
    }
    return hidden;
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
