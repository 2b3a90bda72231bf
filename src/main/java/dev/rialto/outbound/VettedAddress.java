package dev.rialto.outbound;

import dev.rialto.platform.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The one guard of every way out to an address somebody typed: it keeps Rialto from being sent
 * against the machine it runs on, its network, or a cloud's credentials. A list of forbidden names
 * was refused: names resolve to what their owner wants, differently each time.
 *
 * <p>It looks three times. The host as typed, because OkHttp never asks {@code Dns} about literal
 * addresses; what a name resolves to, so that the refusal can name it; and the address each socket
 * really connects to, which no redirect, literal or second resolution gets around.
 */
public final class VettedAddress {
  static final Duration RESOLVE_TIMEOUT = Duration.ofSeconds(3);

  /** The resolver of the system cannot be interrupted: its calls wait in threads of their own. */
  private static final ExecutorService RESOLVERS =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("resolve-", 0).daemon().factory());

  private final AddressRules rules;

  public VettedAddress(List<Network> allowed) {
    this.rules = new AddressRules(List.copyOf(allowed));
  }

  /**
   * The address is out of bounds. The message says which, why, and what an administrator can do.
   */
  public static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  /** What can be said against a host before it is resolved, for the form where it is typed. */
  public Optional<String> wrongWith(String host) {
    return rules.whyNot(host);
  }

  /** The addresses of a host that may be talked to; refused when there are none. */
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    refuseIf(rules.whyNot(host));
    var good = new ArrayList<InetAddress>();
    Optional<String> bad = Optional.empty();
    for (var address : lookUp(host)) {
      var why = rules.whyNot(address);
      if (why.isEmpty()) {
        good.add(address);
      } else if (bad.isEmpty()) {
        bad = why;
      }
    }
    if (good.isEmpty()) {
      refuseIf(bad.map(why -> host + " is out of bounds: " + why));
      throw new UnknownHostException(host + " has no address");
    }
    return good;
  }

  /**
   * An OkHttp client that cannot leave the permitted world. It follows no redirect: its caller vets
   * the next address.
   */
  public OkHttpClient.Builder client() {
    return new OkHttpClient.Builder()
        .proxy(Proxy.NO_PROXY) // a proxy would connect where we cannot look
        .followRedirects(false)
        .followSslRedirects(false)
        .dns(this::resolve)
        .socketFactory(sockets())
        .addInterceptor(
            chain -> {
              refuseIf(rules.whyNot(chain.request().url().host()));
              return chain.proceed(chain.request());
            });
  }

  /**
   * Sockets that look at the address they are about to connect to, for clients that are not OkHttp.
   */
  public SocketFactory sockets() {
    return new VettedSockets();
  }

  private void check(@Nullable InetAddress address) throws Refused {
    refuseIf(address == null ? Optional.of("an address without a name") : rules.whyNot(address));
  }

  private static void refuseIf(Optional<String> why) throws Refused {
    if (why.isPresent()) {
      throw new Refused(why.get());
    }
  }

  private static InetAddress[] lookUp(String host) throws UnknownHostException {
    var answer = RESOLVERS.submit(() -> InetAddress.getAllByName(host));
    try {
      return answer.get(RESOLVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new UnknownHostException(
          "%s did not resolve within %d s".formatted(host, RESOLVE_TIMEOUT.toSeconds()));
    } catch (ExecutionException e) {
      throw new UnknownHostException(host + " does not resolve");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("Interrupted while resolving " + host);
    } finally {
      answer.cancel(true);
    }
  }

  private final class VettedSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress internet)) {
        throw new Refused("only internet addresses can be reached");
      }
      if (internet.isUnresolved()) {
        internet =
            new InetSocketAddress(resolve(internet.getHostString()).getFirst(), internet.getPort());
      }
      check(internet.getAddress());
      super.connect(internet, timeout);
      try {
        check(getInetAddress());
      } catch (Refused e) {
        close();
        throw e;
      }
    }
  }

  private final class VettedSockets extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new VettedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return createSocket(resolve(host).getFirst(), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket(resolve(host).getFirst(), port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      var socket = new VettedSocket();
      socket.connect(new InetSocketAddress(host, port));
      return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      var socket = new VettedSocket();
      socket.bind(new InetSocketAddress(from, fromPort));
      socket.connect(new InetSocketAddress(host, port));
      return socket;
    }
  }
}
