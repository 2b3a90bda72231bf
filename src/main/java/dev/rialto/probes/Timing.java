package dev.rialto.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one HTTP exchange goes, and how far it had come when it stopped. OkHttp calls
 * it on the thread of the probe.
 */
final class Timing extends EventListener {
  private final Attempt attempt;
  private final long begin = System.nanoTime();

  /** What is being waited for; null once the answer is complete. */
  private @Nullable Phase waitsFor = Phase.CONNECT;

  private long since = begin;
  private long connected;

  Timing(Attempt attempt) {
    this.attempt = attempt;
  }

  @Nullable Phase waitsFor() {
    return waitsFor;
  }

  boolean isConnected() {
    return connected > 0;
  }

  /** How long it took until the connection stood, name and all; null when it never did. */
  @Nullable Duration connectedAfter() {
    return isConnected() ? Duration.ofNanos(connected - begin) : null;
  }

  /** The name is known; what follows is connecting. */
  void resolved() {
    begin(Phase.CONNECT);
  }

  void done() {
    turn(null);
  }

  private void turn(@Nullable Phase next) {
    long now = System.nanoTime();
    if (waitsFor != null) attempt.spent(waitsFor, now - since);
    waitsFor = next;
    since = now;
  }

  /** Whatever was done before this moment is in no phase. */
  private void begin(Phase phase) {
    waitsFor = phase;
    since = System.nanoTime();
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    begin(Phase.CONNECT);
  }

  @Override
  public void secureConnectStart(Call call) {
    turn(Phase.TLS);
    connected = since;
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    boolean plain = waitsFor == Phase.CONNECT;
    turn(Phase.PROCESSING);
    if (plain) connected = since;
  }

  @Override
  public void connectFailed(
      Call call,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException e) {
    var failed = waitsFor;
    turn(failed);
  }

  @Override
  public void requestHeadersStart(Call call) {
    begin(Phase.PROCESSING);
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    turn(Phase.TRANSFER);
  }
}
