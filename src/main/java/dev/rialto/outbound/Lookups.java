package dev.rialto.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Names being resolved. The system's resolver cannot be interrupted and may hang for half a minute:
 * its calls wait in threads of their own, one for each name however many ask for it, and no more
 * than a fixed number in all, so that a thousand dead names cannot take the memory.
 */
final class Lookups {
  static final int MOST_AT_ONCE = 256;

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("resolve-", 0).daemon().stackSize(256 * 1024).factory());

  private final VettedAddress.Names names;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> asked =
      new ConcurrentHashMap<>();

  Lookups(VettedAddress.Names names) {
    this.names = names;
  }

  InetAddress[] find(String host, Duration patience) throws UnknownHostException {
    var literal = literal(host);
    if (literal.isPresent()) {
      return new InetAddress[] {literal.get()};
    }
    try {
      return ask(host).get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new VettedAddress.Slow(
          "%s did not resolve within %,d ms".formatted(host, patience.toMillis()));
    } catch (ExecutionException e) {
      throw new UnknownHostException(host + " does not resolve");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VettedAddress.Slow("Interrupted while resolving " + host);
    }
  }

  /** Needs no resolver, hence no thread: the rules let only the usual forms come this far. */
  private static Optional<InetAddress> literal(String host) {
    var bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  private CompletableFuture<InetAddress[]> ask(String host) throws VettedAddress.Overloaded {
    var running = asked.get(host);
    if (running != null) {
      return running;
    }
    if (!free.tryAcquire()) {
      throw new VettedAddress.Overloaded(
          "%d names are being resolved at once, %s has to wait".formatted(MOST_AT_ONCE, host));
    }
    var mine = new CompletableFuture<InetAddress[]>();
    var first = asked.putIfAbsent(host, mine);
    if (first != null) {
      free.release();
      return first;
    }
    try {
      THREADS.execute(() -> answer(host, mine));
    } catch (OutOfMemoryError noThread) {
      done(host, mine);
      throw new VettedAddress.Overloaded("no thread could be started to resolve " + host);
    }
    return mine;
  }

  private void answer(String host, CompletableFuture<InetAddress[]> answer) {
    try {
      var addresses = names.addresses(host);
      done(host, answer);
      answer.complete(addresses);
    } catch (UnknownHostException | RuntimeException e) {
      done(host, answer);
      answer.completeExceptionally(e);
    }
  }

  /** Before the answer is told, so that whoever asks after hearing it asks anew. */
  private void done(String host, CompletableFuture<InetAddress[]> answer) {
    asked.remove(host, answer);
    free.release();
  }
}
