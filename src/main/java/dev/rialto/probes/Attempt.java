package dev.rialto.probes;

import dev.rialto.outbound.VettedAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One probe on its way: how much time is left, where it went, what has held so far. Used by the
 * thread of the probe; only the deadline comes from another one.
 */
final class Attempt {
  /** So late after the deadline it was us who were held up, not the target. */
  static final Duration HELD_UP = Duration.ofSeconds(1);

  private static final String VALID = "certificate is valid";

  static final int LONGEST_REASON = 500;
  static final int LONGEST_SEEN = 200;

  private final long start = System.nanoTime();
  private final Duration deadline;
  private final Hush hush;
  private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
  private final List<Held> held = new ArrayList<>();
  private final List<Closeable> open = new ArrayList<>();
  private boolean over;

  private Verdict verdict = Verdict.UP;
  private String reason = "";
  private @Nullable Integer status;
  private @Nullable Instant certificateEnds;
  private @Nullable String excerpt;

  Attempt(Duration deadline, Hush hush) {
    this.deadline = deadline;
    this.hush = hush;
  }

  // --- time ---

  Duration deadline() {
    return deadline;
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Never negative; zero once it is over. */
  Duration left() {
    var left = deadline.minus(took());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** From now on the deadline closes this; at once if it has passed. */
  void cutAtDeadline(Closeable closeable) {
    boolean late;
    synchronized (this) {
      late = over;
      open.add(closeable);
    }
    if (late) close(closeable);
  }

  /** The deadline has come: whatever the probe waits in ends now. */
  void cut() {
    List<Closeable> now;
    synchronized (this) {
      over = true;
      now = List.copyOf(open);
    }
    now.forEach(Attempt::close);
  }

  synchronized boolean isOver() {
    return over || left().isZero();
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException alreadyGone) {
      // That is all we wanted.
    }
  }

  /**
   * Whether it was us who lost the time: a machine without CPU, a long pause, a sleeping laptop.
   */
  boolean wasHeldUp() {
    return took().compareTo(deadline.plus(HELD_UP)) > 0;
  }

  Fault heldUp() {
    return Fault.ours(
        "Rialto was held up itself: a probe of %s took it %s"
            .formatted(Words.of(deadline), Words.of(took())));
  }

  void spent(Phase phase, long nanos) {
    phases.merge(phase, Duration.ofNanos(nanos), Duration::plus);
  }

  List<InetAddress> resolve(VettedAddress addresses, String host) throws UnknownHostException {
    long from = System.nanoTime();
    try {
      // A quarter stays for asking whether the resolver answers anybody.
      return addresses.resolve(host, left().multipliedBy(3).dividedBy(4));
    } finally {
      spent(Phase.RESOLVE, System.nanoTime() - from);
    }
  }

  // --- what was seen ---

  void status(int status) {
    this.status = status;
  }

  private void certificateEnds(Instant end) {
    if (certificateEnds == null || end.isBefore(certificateEnds)) certificateEnds = end;
  }

  /**
   * @param whole whether the text ends where the answer ended
   */
  void excerpt(String text, int characters, boolean whole) {
    excerpt = hush.beginning(text, characters, whole);
  }

  void held(String where, String what, String seen) {
    held.add(new Held(where, what, Verdict.UP, hushed(seen)));
  }

  /** Something did not hold; the first of the worst is the reason. */
  void missed(String where, String what, Verdict means, String seen, String sentence) {
    held.add(new Held(where, what, means, hushed(seen)));
    say(means, sentence);
  }

  void failed(Fault fault) {
    say(fault.verdict, fault.reason());
  }

  private void say(Verdict means, String sentence) {
    if (means.compareTo(verdict) > 0) {
      verdict = means;
      reason = Words.cut(hush.hush(sentence), LONGEST_REASON);
    }
  }

  /** The certificate is believed, or nobody wanted to know. */
  void believed(String name, Handshake handshake, boolean verified) {
    if (verified) held(name, VALID, handshake.described());
  }

  Fault lied(String name, String lie) {
    missed(name, VALID, Verdict.DOWN, lie, name + ": " + lie);
    return Fault.down(name + ": " + lie);
  }

  void certificate(X509Certificate leaf) {
    certificateEnds(leaf.getNotAfter().toInstant());
  }

  /** Judges how long something took. */
  void latency(String where, Bounds bounds, Duration took) {
    if (bounds.isNone()) return;
    var means = bounds.above(took.toMillis());
    int line = bounds.line(means == Verdict.UP ? Verdict.DEGRADED : means);
    var limit = Words.of(Duration.ofMillis(line));
    if (means == Verdict.UP) held(where, "takes at most " + limit, Words.of(took));
    else {
      missed(
          where,
          "takes at most " + limit,
          means,
          Words.of(took),
          "%s took %s, more than %s".formatted(where, Words.of(took), limit));
    }
  }

  /** Judges how long a certificate still lasts. */
  void days(String host, Bounds bounds, X509Certificate leaf, Instant now) {
    if (bounds.isNone()) return;
    var end = leaf.getNotAfter().toInstant();
    long left = Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400L);
    var means = bounds.below(left);
    int line = bounds.line(means == Verdict.UP ? Verdict.DEGRADED : means);
    var what = "certificate lasts at least " + Words.days(line);
    var seen = "%s left (%s)".formatted(Words.days(left), Words.date(end));
    if (means == Verdict.UP) held(host, what, seen);
    else {
      missed(
          host,
          what,
          means,
          seen,
          "%s: certificate ends in %s (%s), fewer than %s"
              .formatted(host, Words.days(left), Words.date(end), Words.days(line)));
    }
  }

  /**
   * What the deadline cut short, in words.
   *
   * @param where the URL or host as a person knows it
   * @param target host and port
   */
  String ranOut(
      String where, String target, @Nullable Phase in, @Nullable Duration connectedAfter) {
    var within = Words.of(deadline);
    var connected =
        connectedAfter == null
            ? ""
            : " (connected after %s, then nothing)".formatted(Words.of(connectedAfter));
    return switch (in == null ? Phase.PROCESSING : in) {
      case RESOLVE -> "%s: the name did not resolve within %s".formatted(where, within);
      case CONNECT -> "%s: no connection to %s within %s".formatted(where, target, within);
      case TLS -> "%s: no TLS handshake within %s%s".formatted(where, within, connected);
      case PROCESSING, TRANSFER -> "%s: no answer within %s%s".formatted(where, within, connected);
    };
  }

  boolean isLost() {
    return verdict == Verdict.DOWN || verdict == Verdict.UNKNOWN;
  }

  private String hushed(String seen) {
    return Words.cut(hush.beginning(seen, 4 * LONGEST_SEEN, true), LONGEST_SEEN);
  }

  Outcome outcome() {
    return new Outcome(verdict, reason, took(), phases, status, certificateEnds, held, excerpt);
  }
}
