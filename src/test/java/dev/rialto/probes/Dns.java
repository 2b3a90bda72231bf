package dev.rialto.probes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A small real name server, by UDP and TCP, that says what the test wants it to say. */
final class Dns implements AutoCloseable {
  final AtomicInteger questions = new AtomicInteger();
  final AtomicInteger byTcp = new AtomicInteger();
  volatile Mind mind = Dns::noSuchName;

  /** What it says to a question; null is silence. */
  interface Mind {
    @Nullable Message answer(Message question);
  }

  private final DatagramSocket udp;
  private final ServerSocket tcp;

  Dns() {
    try {
      var here = InetAddress.getByName("127.0.0.1");
      tcp = new ServerSocket(0, 50, here);
      udp = new DatagramSocket(tcp.getLocalPort(), here);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::answerUdp);
    Thread.ofVirtual().start(this::answerTcp);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) tcp.getLocalSocketAddress();
  }

  String typed() {
    return "127.0.0.1:" + tcp.getLocalPort();
  }

  /** From now on it has these records, written as in a zone file: {@code "A 192.0.2.1"}. */
  void says(String name, String... records) {
    mind =
        question -> {
          var answer = reply(question);
          for (var record : records) {
            var parts = record.split(" ", 2);
            answer.addRecord(record(name, parts[0], parts[1]), Section.ANSWER);
          }
          return answer;
        };
  }

  void answers(int rcode) {
    mind =
        question -> {
          var answer = reply(question);
          answer.getHeader().setRcode(rcode);
          return answer;
        };
  }

  void keepsSilent() {
    mind = question -> null;
  }

  static Message reply(Message question) {
    var answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question.getQuestion(), Section.QUESTION);
    return answer;
  }

  static Message noSuchName(Message question) {
    var answer = reply(question);
    answer.getHeader().setRcode(Rcode.NXDOMAIN);
    return answer;
  }

  static Record record(String name, String type, String data) {
    try {
      return Record.fromString(
          Name.fromString(name, Name.root), Type.value(type), DClass.IN, 60, data, Name.root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answerUdp() {
    var buffer = new byte[4096];
    while (!udp.isClosed()) {
      var packet = new DatagramPacket(buffer, buffer.length);
      try {
        udp.receive(packet);
        var question = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
        questions.incrementAndGet();
        var answer = mind.answer(question);
        if (answer == null) continue;
        var wire = answer.toWire(512);
        udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
      } catch (IOException closed) {
        // The test is over, or somebody sent nonsense.
      }
    }
  }

  private void answerTcp() {
    while (!tcp.isClosed()) {
      try (var socket = tcp.accept()) {
        var in = new DataInputStream(socket.getInputStream());
        var wire = new byte[in.readUnsignedShort()];
        in.readFully(wire);
        byTcp.incrementAndGet();
        var answer = mind.answer(new Message(wire));
        if (answer == null) continue;
        var bytes = answer.toWire();
        var out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(bytes.length);
        out.write(bytes);
      } catch (IOException closed) {
        // The test is over, or the other side has heard enough.
      }
    }
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
