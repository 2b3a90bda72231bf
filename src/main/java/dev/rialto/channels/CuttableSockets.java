package dev.rialto.channels;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Sockets that can all be cut at once. Timeouts of a mail session count from one answer to the
 * next, so a server that sends a byte now and then would hold a message for ever; cutting ends
 * that.
 */
final class CuttableSockets extends SocketFactory {
  private final List<Socket> open = new ArrayList<>();
  private boolean cut;

  @Override
  public synchronized Socket createSocket() throws IOException {
    if (cut) {
      throw new IOException("The time for this message is over");
    }
    var socket = new Socket();
    open.add(socket);
    return socket;
  }

  synchronized void cut() {
    cut = true;
    for (var socket : open) {
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        // That is all we wanted.
      }
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    var socket = createSocket();
    socket.connect(to, Math.toIntExact(Poster.CONNECT_TIMEOUT.toMillis()));
    return socket;
  }
}
