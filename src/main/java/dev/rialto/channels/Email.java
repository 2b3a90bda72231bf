package dev.rialto.channels;

import com.sanctionco.jmail.JMail;
import dev.rialto.channels.Outcome.Delivered;
import dev.rialto.channels.Outcome.Undelivered;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/**
 * Mail as text and HTML. Messages about one alert form one thread: each has its own {@code
 * Message-ID}, made of the id all tries share, and refers to the thread's.
 */
final class Email implements Channel {
  static final int LONGEST_SUBJECT = 200;
  static final int LONGEST_TEXT = 20_000;
  static final int LONGEST_ADDRESS = 254;

  private static final ExecutorService SENDERS = Executors.newVirtualThreadPerTaskExecutor();
  private static final TemplateEngine LETTERS = TemplateEngine.createPrecompiled(ContentType.Html);

  private final @Nullable MailServer server;
  private final Duration wholeCall;

  Email(@Nullable MailServer server) {
    this(server, Poster.WHOLE_CALL);
  }

  /** For tests that wait for the end of patience. */
  Email(@Nullable MailServer server, Duration wholeCall) {
    this.server = server;
    this.wholeCall = wholeCall;
  }

  @Override
  public String kind() {
    return "email";
  }

  @Override
  public Optional<String> wrongWith(Address address) {
    if (server == null) {
      return Optional.of(
          "No mail server is set; an administrator can name one with RIALTO_SMTP_URL.");
    }
    return isBareAddress(address.address())
        ? Optional.empty()
        : Optional.of("Type a mail address such as ada@example.com.");
  }

  /** A name with the address in angle brackets is valid in a header, but no address to send to. */
  private static boolean isBareAddress(String text) {
    return text.length() <= LONGEST_ADDRESS
        && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '<' || c == '>')
        && JMail.strictValidator().isValid(text);
  }

  @Override
  public Outcome deliver(Message message, Address address) {
    var wrong = wrongWith(address);
    if (wrong.isPresent() || server == null) {
      return Undelivered.forGood(wrong.orElse("No mail server is set."));
    }
    var sockets = new CuttableSockets();
    var sending = SENDERS.submit(() -> send(server, sockets, message, address));
    try {
      sending.get(wholeCall.toMillis(), TimeUnit.MILLISECONDS);
      return new Delivered(server.host() + " took the mail");
    } catch (TimeoutException e) {
      return Undelivered.unanswered(
          "%s did not take the mail within %d s.".formatted(server.host(), wholeCall.toSeconds()));
    } catch (ExecutionException e) {
      return MailTrouble.meaning(server.host(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Undelivered.unanswered("Rialto was stopping while it sent.");
    } finally {
      sockets.cut();
    }
  }

  private static Void send(MailServer server, CuttableSockets sockets, Message message, Address to)
      throws Exception {
    // Not closed: a mailer without a pool of connections holds nothing.
    return mailer(server, sockets).sendMail(mail(server, message, to), false).get();
  }

  private static org.simplejavamail.api.email.Email mail(
      MailServer server, Message message, Address to) throws AddressException {
    var from = new InternetAddress(server.from(), true);
    var mail =
        EmailBuilder.startingBlank()
            .fixingMessageId("<%s@%s>".formatted(idPart(message.id()), domainOf(from)))
            .from(from)
            .to(to.address())
            .withSubject(Plain.cut(message.subject(), LONGEST_SUBJECT))
            .withPlainText(text(message))
            .withHTMLText(html(message))
            // No holiday notes back, please.
            .withHeader("Auto-Submitted", "auto-generated")
            .withHeader("X-Auto-Response-Suppress", "All");
    if (!message.thread().isEmpty()) {
      var thread = "<%s@%s>".formatted(idPart(message.thread()), house(message, from));
      mail = mail.withHeader("In-Reply-To", thread).withHeader("References", thread);
    }
    if (to.unsubscribe() != null) {
      // RFC 8058: the button of a mail program posts there, and that is all there is to it.
      mail =
          mail.withHeader("List-Unsubscribe", "<" + to.unsubscribe() + ">")
              .withHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    if (message.repeat()) {
      mail = mail.withHeader("X-Rialto-Repeat", "true");
    }
    if (message.kind() == Message.Kind.PAGE && message.severity().equals("critical")) {
      mail = mail.withHeader("X-Priority", "1").withHeader("Importance", "high");
    }
    return mail.buildEmail();
  }

  private static Mailer mailer(MailServer server, CuttableSockets sockets) {
    var strategy = strategy(server.tls());
    var prefix = server.tls() == MailServer.Tls.TLS ? "mail.smtps." : "mail.smtp.";
    var settings = strategy.generateProperties();
    settings.put(strategy.propertyNameHost(), server.host());
    settings.put(strategy.propertyNamePort(), String.valueOf(server.port()));
    settings.put(strategy.propertyNameConnectionTimeout(), millis(Poster.CONNECT_TIMEOUT));
    settings.put(strategy.propertyNameTimeout(), millis(Poster.WHOLE_CALL));
    settings.put(strategy.propertyNameWriteTimeout(), millis(Poster.WHOLE_CALL));
    // An object, which the mailer's own settings cannot hold: hence a session of ours.
    settings.put(prefix + "socketFactory", sockets);
    settings.put(prefix + "socketFactory.fallback", "false");
    // What the server says to a goodbye changes nothing.
    settings.put(prefix + "quitwait", "false");
    if (server.tls() == MailServer.Tls.NONE) {
      settings.put(prefix + "starttls.enable", "false");
    }
    if (server.user() != null) {
      settings.put(strategy.propertyNameUsername(), server.user());
      settings.put(strategy.propertyNameAuthenticate(), "true");
    }
    return MailerBuilder.usingSession(Session.getInstance(settings, login(server))).buildMailer();
  }

  private static Authenticator login(MailServer server) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(server.user(), server.password());
      }
    };
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  private static TransportStrategy strategy(MailServer.Tls tls) {
    return switch (tls) {
      case NONE -> TransportStrategy.SMTP;
      case STARTTLS -> TransportStrategy.SMTP_TLS;
      case TLS -> TransportStrategy.SMTPS;
    };
  }

  private static String text(Message message) {
    var text = new StringBuilder();
    if (message.repeat()) {
      text.append("You may have had this message before.\n\n");
    }
    text.append(message.title()).append("\n\n");
    if (!message.text().isEmpty()) {
      text.append(Plain.cut(message.text(), LONGEST_TEXT)).append("\n\n");
    }
    for (var fact : message.facts()) {
      text.append(fact.name()).append(": ").append(fact.value()).append('\n');
    }
    for (var line : message.lines().stream().limit(MailLetter.MOST_LINES).toList()) {
      text.append("\n- [%s] %s\n  %s".formatted(line.severity(), line.title(), line.link()));
    }
    if (!message.link().isBlank()) {
      text.append('\n').append(message.linkSays()).append(": ").append(message.link()).append('\n');
    }
    if (message.actLink() != null) {
      text.append("Acknowledge: ").append(message.actLink()).append('\n');
    }
    return text.toString();
  }

  private static String html(Message message) {
    var html = new StringOutput();
    LETTERS.render("dev/rialto/channels/MailLetter.jte", MailLetter.of(message), html);
    return html.toString();
  }

  private static String idPart(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "-");
  }

  private static String domainOf(InternetAddress from) {
    var address = from.getAddress();
    return address.substring(address.indexOf('@') + 1);
  }

  /**
   * Two houses may send from one domain; their alerts are numbered alike and are not one thread.
   */
  private static String house(Message message, InternetAddress from) {
    var link = HttpUrl.parse(message.link());
    return link == null ? domainOf(from) : link.host().replace(':', '-');
  }
}
