package dev.rialto.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * The resolvers of this machine, asked directly. When a name does not resolve, whether they answer
 * anything at all tells the target's failure from ours.
 */
final class SystemResolver {
  static final Duration PATIENCE = Duration.ofSeconds(2);
  static final int MOST_SERVERS = 3;
  static final long REMEMBERED_NANOS = Duration.ofSeconds(5).toNanos();

  private final Supplier<List<InetSocketAddress>> servers;
  private @Nullable Boolean alive;
  private long askedAt;

  SystemResolver() {
    this(() -> ResolverConfig.getCurrentConfig().servers());
  }

  SystemResolver(Supplier<List<InetSocketAddress>> servers) {
    this.servers = servers;
  }

  List<InetSocketAddress> servers() {
    return servers.get().stream().filter(server -> !server.isUnresolved()).toList();
  }

  /** Asked once in a while for all probes together: a storm of failures is when it matters. */
  synchronized boolean isAlive(Duration left) {
    var known = alive;
    if (known == null || System.nanoTime() - askedAt > REMEMBERED_NANOS) {
      var patience = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
      var some = servers().stream().limit(MOST_SERVERS).toList();
      known = some.stream().anyMatch(server -> answers(server, patience.dividedBy(some.size())));
      alive = known;
      askedAt = System.nanoTime();
    }
    return known;
  }

  private static boolean answers(InetSocketAddress server, Duration patience) {
    var root = Message.newQuery(Record.newRecord(Name.root, Type.NS, DClass.IN));
    try {
      ask(server, root, patience);
      return true;
    } catch (IOException | TimeoutException nobodyThere) {
      return false;
    }
  }

  /** One question and its answer; dnsjava turns to TCP by itself when the answer is too long. */
  static Message ask(InetSocketAddress server, Message question, Duration patience)
      throws IOException, TimeoutException {
    var resolver = new SimpleResolver(server);
    resolver.setTimeout(patience.plusSeconds(1)); // ours, below, is exact
    CompletionStage<Message> answer = resolver.sendAsync(question, Runnable::run);
    try {
      return answer.toCompletableFuture().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking " + server, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) throw io;
      throw new IOException(e.getCause());
    }
  }
}
