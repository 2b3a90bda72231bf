package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Json;
import dev.rialto.platform.Network;
import dev.rialto.probes.Outcome;
import dev.rialto.probes.Probe;
import dev.rialto.probes.Prober;
import dev.rialto.probes.Trust;
import dev.rialto.probes.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * What one probe costs in CPU, over HTTP and HTTPS, at the pace of the promise: 1,000 checks every
 * 20 s are 50 a second, and may take a quarter of one core together. The servers are a process of
 * their own, so that their work is not counted.
 */
public final class Probes {
  private static final int A_SECOND = 50;
  private static final int WARM_UP = 1_000;
  private static final Duration MEASURED = Duration.ofSeconds(20);

  /** Of the promise of 5 ms a check, probing may take half; the rest is writing it down. */
  private static final double MOST_MICROS = 2_500;

  private Probes() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("serve")) serve();
    else System.exit(measure() ? 0 : 1);
  }

  // --- the prober ---

  private static boolean measure() throws Exception {
    var authority = new HeldCertificate.Builder().certificateAuthority(0).build();
    var shop =
        new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName("localhost");
    var server = start(shop.build());
    boolean met = true;
    try (var heard = server.inputReader(UTF_8);
        var prober =
            new Prober(
                new VettedAddress(List.of(Network.of("127.0.0.0/8"), Network.of("::1"))),
                Trust.system().and(List.of(authority.certificate())),
                InstantSource.system())) {
      int http = Integer.parseInt(heard.readLine());
      int https = Integer.parseInt(heard.readLine());
      met &= paced(prober, "HTTP", "http://localhost:" + http + "/health", "");
      met &=
          paced(
              prober,
              "HTTP, text and JSON path",
              "http://localhost:" + http + "/health",
              """
              ,"expect":[{"type":"text","is":"contains","value":"ok"},
               {"type":"json","of":"$.status","is":"equals","value":"ok"}]""");
      met &= paced(prober, "HTTPS", "https://localhost:" + https + "/health", "");
    } finally {
      server.destroy();
    }
    return met;
  }

  private static boolean paced(Prober prober, String what, String url, String more)
      throws Exception {
    var probe =
        Probe.read(Json.tree("{\"type\":\"http\",\"urls\":[\"%s\"]%s}".formatted(url, more)));
    for (int i = 0; i < WARM_UP; i++) check(prober.probe(probe, Duration.ofSeconds(10)));
    long cpu = cpu();
    var all = new ArrayList<Future<Outcome>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      int many = Math.toIntExact(A_SECOND * MEASURED.toSeconds());
      for (int i = 0; i < many; i++) {
        long due = start + i * 1_000_000_000L / A_SECOND;
        while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
        Callable<Outcome> one = () -> prober.probe(probe, Duration.ofSeconds(10));
        all.add(threads.submit(one));
      }
      for (var one : all) check(one.get());
    }
    double micros = (cpu() - cpu) / 1_000.0 / all.size();
    var took = all.stream().map(Probes::taken).sorted().toList();
    System.out.printf(
        "%-26s %6.0f µs of CPU a probe at %d/s (%.1f %% of a core), p50 %.1f ms, p99 %.1f ms: %s%n",
        what,
        micros,
        A_SECOND,
        micros * A_SECOND / 10_000,
        took.get(took.size() / 2).toNanos() / 1e6,
        took.get(took.size() * 99 / 100).toNanos() / 1e6,
        micros <= MOST_MICROS ? "met" : "not met");
    return micros <= MOST_MICROS;
  }

  private static Duration taken(Future<Outcome> one) {
    return one.resultNow().took();
  }

  private static void check(Outcome seen) {
    if (seen.verdict() != Verdict.UP) throw new IllegalStateException(seen.reason());
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  // --- the servers ---

  private static Process start(HeldCertificate shop) throws IOException {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Probes.class.getName(),
                "serve")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var to = process.outputWriter(UTF_8);
    to.write(shop.certificatePem() + shop.privateKeyPkcs8Pem() + "END\n");
    to.flush();
    return process;
  }

  private static void serve() throws Exception {
    var pem = new StringBuilder();
    var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (var line = in.readLine(); !"END".equals(line); line = in.readLine()) {
      pem.append(line).append('\n');
    }
    var certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(HeldCertificate.decode(pem.toString()))
            .build();
    var here = InetAddress.getByName("127.0.0.1");
    var http = new ServerSocket(0, 1024, here);
    var https =
        certificates.sslContext().getServerSocketFactory().createServerSocket(0, 1024, here);
    System.out.println(http.getLocalPort());
    System.out.println(https.getLocalPort());
    Thread.ofVirtual().start(() -> accept(http));
    Thread.ofVirtual().start(() -> accept(https));
    while (in.readLine() != null) {
      // Until whoever started us is gone.
    }
  }

  private static void accept(ServerSocket server) {
    while (true) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      if (socket instanceof SSLSocket tls) tls.startHandshake();
      var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
        // Whatever is asked, the answer is the same.
      }
      var body = "{\"status\":\"ok\"}";
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException gone) {
      // The prober has what it wanted.
    }
  }
}
