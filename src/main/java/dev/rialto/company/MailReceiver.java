package dev.rialto.company;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real mail server for the mail of the demo: takes all of it in, passes none on. Loopback only.
 */
public final class MailReceiver implements AutoCloseable {
  static final int LARGEST = 1024 * 1024;

  private final Inbox inbox;
  private final SMTPServer server;

  /** Opens on any free port. */
  public MailReceiver(Inbox inbox) {
    this.inbox = inbox;
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .maxMessageSize(LARGEST)
            .messageHandler((context, from, to, data) -> take(to, data))
            .build();
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getPortAllocated();
  }

  private void take(String to, byte[] data) {
    try {
      var mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
      var subject = mail.getSubject();
      inbox.receive(
          Letter.Via.MAIL, to, subject == null ? "" : subject, text(mail).strip(), List.of(), 3);
    } catch (MessagingException | IOException e) {
      inbox.receive(
          Letter.Via.MAIL,
          to,
          "A mail that cannot be read",
          String.valueOf(e.getMessage()),
          List.of(),
          3);
    }
  }

  /** The plain words of it; every mail of ours has some. */
  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return String.valueOf(part.getContent());
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        var words = text(parts.getBodyPart(i));
        if (!words.isEmpty()) {
          return words;
        }
      }
    }
    return "";
  }

  @Override
  public void close() {
    server.stop();
  }
}
