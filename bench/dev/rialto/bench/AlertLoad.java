package dev.rialto.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends alerts over keep-alive connections as fast as they are answered. Plain sockets: an HTTP
 * client would take more of the two cores than what is measured.
 */
final class AlertLoad {
  private final URI target;
  private final String headers;
  private final String run;
  private final Instant begun = Instant.now();
  private final int distinct;

  /** Alerts go to {@code path} of {@code target}; {@code run} is a label to find them by. */
  AlertLoad(URI target, String path, String authorization, String run) {
    this(target, path, authorization, run, Integer.MAX_VALUE);
  }

  /** Only so many different alerts; the rest refreshes them. */
  AlertLoad(URI target, String path, String authorization, String run, int distinct) {
    this.target = target;
    this.run = run;
    this.distinct = distinct;
    this.headers =
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n%sContent-Length: "
            .formatted(
                path,
                target.getAuthority(),
                authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n");
  }

  /** What one stretch of sending came to. */
  record Figures(int alerts, int refused, Duration took, long[] nanosSorted) {
    double perSecond() {
      return (alerts - refused) / (took.toNanos() / 1e9);
    }

    double millis(double quantile) {
      return nanosSorted[(int) Math.min(nanosSorted.length - 1, nanosSorted.length * quantile)]
          / 1e6;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,9.0f alerts/s   p50 %6.2f ms   p99 %6.2f ms   max %7.2f ms   %,d sent, %,d refused",
          perSecond(),
          millis(0.5),
          millis(0.99),
          nanosSorted[nanosSorted.length - 1] / 1e6,
          alerts,
          refused);
    }
  }

  /** What is sent is written down before the clock starts: only answering is measured. */
  Figures send(int alerts, int batch, int connections, int firstNumber) throws Exception {
    var next = new AtomicInteger();
    var refused = new AtomicInteger();
    var requests = new byte[alerts / batch][];
    for (int n = 0; n < requests.length; n++) {
      requests[n] = request(firstNumber + n * batch, batch);
    }
    var tasks = new ArrayList<Callable<long[]>>();
    for (int i = 0; i < connections; i++) {
      tasks.add(
          () -> {
            var nanos = new long[requests.length];
            int count = 0;
            try (var connection = new Connection(target)) {
              for (int n = next.getAndIncrement();
                  n < requests.length;
                  n = next.getAndIncrement()) {
                long from = System.nanoTime();
                int status = connection.send(requests[n]);
                nanos[count++] = System.nanoTime() - from;
                if (status != 200) {
                  refused.addAndGet(batch);
                }
              }
            }
            return Arrays.copyOf(nanos, count);
          });
    }
    long from = System.nanoTime();
    List<long[]> each = together(tasks);
    var took = Duration.ofNanos(System.nanoTime() - from);
    var all = each.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Figures(requests.length * batch, refused.get(), took, all);
  }

  private static List<long[]> together(List<Callable<long[]>> tasks)
      throws InterruptedException, ExecutionException {
    // Waiting for an answer, a thread of the system takes less of the two cores than a virtual one.
    try (var threads = Executors.newCachedThreadPool()) {
      var results = new ArrayList<long[]>();
      for (Future<long[]> each : threads.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    }
  }

  private byte[] request(int number, int batch) {
    var body = new StringBuilder(batch * 420).append('[');
    var until = Instant.now().plusSeconds(900);
    for (int n = number; n < number + batch; n++) {
      int i = n % distinct;
      body.append(n == number ? "" : ",")
          .append("{\"labels\":{\"alertname\":\"HighErrorRate\",\"run\":\"")
          .append(run)
          .append("\",\"instance\":\"web-")
          .append(i)
          .append(":9100\",\"job\":\"node\",\"service\":\"svc-")
          .append(i % 200)
          .append("\",\"severity\":\"")
          .append(i % 3 == 0 ? "critical" : "warning")
          .append("\"},\"annotations\":{\"summary\":\"High error rate on web-")
          .append(i)
          .append("\"},\"startsAt\":\"")
          .append(begun)
          .append("\",\"endsAt\":\"")
          .append(until)
          .append("\",\"generatorURL\":\"http://prometheus:9090/graph?g0.expr=up\"}");
    }
    byte[] bytes = body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    byte[] head = (headers + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, whole, head.length, bytes.length);
    return whole;
  }

  /** How many alerts of this run {@code GET /api/v2/alerts} shows. */
  int visible(String path, String authorization) throws IOException {
    var request =
        "GET %s?filter=run%%3D%%22%s%%22 HTTP/1.0\r\nHost: %s\r\n%s\r\n"
            .formatted(
                path,
                run,
                target.getAuthority(),
                authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n");
    try (var socket = open(target)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return occurrences(
          new BufferedInputStream(socket.getInputStream(), 1 << 16), "\"fingerprint\":");
    }
  }

  private static int occurrences(InputStream in, String of) throws IOException {
    byte[] wanted = of.getBytes(StandardCharsets.US_ASCII);
    int found = 0;
    int matched = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      matched = b == wanted[matched] ? matched + 1 : b == wanted[0] ? 1 : 0;
      if (matched == wanted.length) {
        found++;
        matched = 0;
      }
    }
    return found;
  }

  private static Socket open(URI target) throws IOException {
    var socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), 5_000);
    return socket;
  }

  /** One keep-alive connection. */
  private static final class Connection implements AutoCloseable {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final URI target;
    private final byte[] answer = new byte[16 * 1024];
    private Socket socket;

    Connection(URI target) throws IOException {
      this.target = target;
      this.socket = open(target);
    }

    /** The status; the body is read and left. */
    int send(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      var in = socket.getInputStream();
      int length = 0;
      int end = -1;
      while (end < 0) {
        int read = in.read(answer, length, answer.length - length);
        if (read <= 0) {
          throw new IOException("The connection ended in the middle of an answer");
        }
        int from = Math.max(0, length - END.length + 1);
        length += read;
        end = position(from, length);
      }
      var body = header(end, "content-length:");
      in.skipNBytes(body == null ? 0 : Long.parseLong(body) - (length - end - END.length));
      if ("close".equals(header(end, "connection:"))) {
        socket.close();
        socket = open(target);
      }
      return Integer.parseInt(new String(answer, 9, 3, StandardCharsets.US_ASCII));
    }

    /** Where the headers end, or -1. */
    private int position(int from, int to) {
      for (int i = from; i <= to - END.length; i++) {
        if (Arrays.equals(answer, i, i + END.length, END, 0, END.length)) {
          return i;
        }
      }
      return -1;
    }

    /** The value of a header, or null. */
    private @Nullable String header(int end, String name) {
      for (int i = 0; i < end - name.length(); i++) {
        if (answer[i] == '\n' && startsWith(i + 1, name)) {
          int from = i + 1 + name.length();
          int to = from;
          while (answer[to] != '\r') {
            to++;
          }
          return new String(answer, from, to - from, StandardCharsets.US_ASCII).strip();
        }
      }
      return null;
    }

    private boolean startsWith(int at, String name) {
      for (int i = 0; i < name.length(); i++) {
        if ((answer[at + i] | 0x20) != (name.charAt(i) | 0x20)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
