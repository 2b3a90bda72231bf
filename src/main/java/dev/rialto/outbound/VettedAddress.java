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
import javax.net.SocketFactory;
import okhttp3.HttpUrl;
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

  private final AddressRules rules;
  private final Lookups lookups;

  public VettedAddress(List<Network> allowed) {
    this(allowed, InetAddress::getAllByName);
  }

  /** With names of one's own, for whoever has to know beforehand what they resolve to. */
  public VettedAddress(List<Network> allowed, Names names) {
    this.rules = new AddressRules(List.copyOf(allowed));
    this.lookups = new Lookups(names);
  }

  /** Turns a name into addresses, as the system does; may block for as long as it likes. */
  @FunctionalInterface
  public interface Names {
    InetAddress[] addresses(String name) throws UnknownHostException;
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

  /** The name did not resolve in time: nobody knows yet whether it exists. */
  public static final class Slow extends UnknownHostException {
    private static final long serialVersionUID = 1;

    Slow(String why) {
      super(why);
    }
  }

  /** So many names are being resolved that this one was not even asked for: our own failure. */
  public static final class Overloaded extends UnknownHostException {
    private static final long serialVersionUID = 1;

    Overloaded(String why) {
      super(why);
    }
  }

  /** What can be said against a host before it is resolved, for the form where it is typed. */
  public Optional<String> wrongWith(String host) {
    return rules.whyNot(host);
  }

  /** The addresses of a host that may be talked to; refused when there are none. */
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    return resolve(host, RESOLVE_TIMEOUT);
  }

  /** The same, for somebody with less or more patience. */
  public List<InetAddress> resolve(String host, Duration patience) throws UnknownHostException {
    refuseIf(rules.whyNot(host));
    var good = new ArrayList<InetAddress>();
    Optional<String> bad = Optional.empty();
    for (var address : lookups.find(host, patience)) {
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
              refuseIf(whyNot(chain.request().url()));
              return chain.proceed(chain.request());
            });
  }

  private Optional<String> whyNot(HttpUrl url) {
    return url.username().isEmpty() && url.password().isEmpty()
        ? rules.whyNot(url.host())
        : Optional.of("a URL with a name or password in it hides where it leads");
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
