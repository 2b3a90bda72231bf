package dev.rialto.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rialto.channels.MailServer.Tls;
import dev.rialto.channels.Outcome.Delivered;
import dev.rialto.channels.Outcome.Undelivered;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailTest {
  private static final Address ADA = Address.of("ada@example.com");

  private final GreenMail post = new GreenMail(setup("smtp"));

  @BeforeEach
  void open() {
    post.start();
  }

  @AfterEach
  void close() {
    post.stop();
  }

  private static ServerSetup setup(String protocol) {
    var setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(30_000);
    return setup;
  }

  private static MailServer server(int port) {
    return new MailServer(
        "127.0.0.1", port, Tls.NONE, null, null, "Rialto <rialto@shop.example.com>");
  }

  private MimeMessage sent(Message message) {
    var email = new Email(server(post.getSmtp().getPort()));
    assertThat(email.deliver(message, ADA)).isEqualTo(new Delivered("127.0.0.1 took the mail"));
    return post.getReceivedMessages()[post.getReceivedMessages().length - 1];
  }

  private static String part(MimeMessage mail, String type) throws Exception {
    return part((MimeMultipart) mail.getContent(), type);
  }

  private static String part(MimeMultipart parts, String type) throws Exception {
    for (int i = 0; i < parts.getCount(); i++) {
      var body = parts.getBodyPart(i);
      if (body.isMimeType(type)) {
        return body.getContent().toString().replace("\r\n", "\n");
      }
      if (body.getContent() instanceof MimeMultipart inner) {
        return part(inner, type);
      }
    }
    throw new AssertionError("No part of type " + type);
  }

  @Test
  void a_page_arrives_as_text_and_html_with_every_fact_and_its_links() throws Exception {
    var mail = sent(Samples.page());
    assertThat(mail.getSubject()).isEqualTo("[critical] checkout: High error rate");
    assertThat(mail.getFrom()[0]).hasToString("Rialto <rialto@shop.example.com>");
    assertThat(mail.getAllRecipients()[0]).hasToString("ada@example.com");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("X-Priority")).containsExactly("1");
    assertThat(mail.getHeader("X-Rialto-Repeat")).isNull();
    for (var body : new String[] {part(mail, "text/plain"), part(mail, "text/html")}) {
      assertThat(body)
          .contains("checkout: High error rate")
          .contains("5xx over 5 % for 10 minutes")
          .contains("20 Nov 2026, 10:00 UTC")
          .contains("grace, on call for shop")
          .contains("https://rialto.example.com/alerts/A-17")
          .contains("https://rialto.example.com/act/s3cr3t");
    }
  }

  @Test
  void mails_about_one_alert_are_one_thread_and_a_repeat_has_the_same_id() throws Exception {
    var first = sent(Samples.page());
    var again = sent(Samples.page().repeated());
    assertThat(first.getMessageID()).isEqualTo("<0190-page-17@shop.example.com>");
    assertThat(again.getMessageID()).isEqualTo(first.getMessageID());
    assertThat(first.getHeader("References")).containsExactly("<A-17@rialto.example.com>");
    assertThat(first.getHeader("In-Reply-To")).containsExactly("<A-17@rialto.example.com>");
    assertThat(again.getHeader("X-Rialto-Repeat")).containsExactly("true");
    assertThat(again.getSubject()).startsWith("[repeat] [critical]");
    assertThat(part(again, "text/plain")).startsWith("You may have had this message before.");
    assertThat(part(again, "text/html")).contains("You may have had this message before.");

    var note = Message.note(Message.Kind.LETTER, "0190-l", "Your invitation", "Welcome.", "");
    assertThat(sent(note).getHeader("References")).isNull();
  }

  @Test
  void hostile_text_grows_no_header_and_runs_in_no_mail_program() throws Exception {
    var mail =
        sent(Samples.page(Samples.HOSTILE, "<script>alert(1)</script>\n\n" + Samples.HOSTILE));
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getSubject())
        .startsWith("[critical] checkout Bcc: mallory@example.comgnp.exe")
        .contains("שלום עולם 🔥");
    assertThat(part(mail, "text/html"))
        .contains("&lt;script&gt;", "&lt;b&gt;", "שלום עולם 🔥👨‍👩‍👧")
        .doesNotContain("<script>", "\u202E");
    assertThat(part(mail, "text/plain"))
        .contains("<script>alert(1)</script>", "שלום עולם 🔥👨‍👩‍👧");
  }

  @Test
  void long_titles_and_texts_are_cut_and_a_bundle_lists_its_alerts() throws Exception {
    var mail = sent(Samples.page("ж".repeat(3000), "word ".repeat(20_000)));
    assertThat(mail.getSubject()).hasSize(Email.LONGEST_SUBJECT).endsWith("…");
    assertThat(part(mail, "text/plain").length()).isLessThan(25_000);

    var bundle = sent(Samples.bundle(250));
    assertThat(part(bundle, "text/plain"))
        .contains(
            "- [warning] Disk <7> almost full & hot\n  https://rialto.example.com/alerts/A-7");
    assertThat(part(bundle, "text/html"))
        .contains("Disk &lt;7&gt; almost full &amp; hot", "and 150 more");
  }

  @Test
  void an_address_that_is_none_never_reaches_the_server() {
    var email = new Email(server(post.getSmtp().getPort()));
    for (var bad :
        new String[] {
          "",
          "ada",
          "ada@",
          "a b@example.com",
          "Ada <ada@example.com>",
          "ada@example.com\r\nBcc: x@example.com",
          "ada@example.com,bob@example.com",
          "a".repeat(250) + "@example.com"
        }) {
      assertThat(email.wrongWith(Address.of(bad))).as(bad).isPresent();
      assertThat(email.deliver(Samples.page(), Address.of(bad))).isInstanceOf(Undelivered.class);
    }
    assertThat(email.wrongWith(ADA)).isEmpty();
    assertThat(post.getReceivedMessages()).isEmpty();
    assertThat(new Email(null).wrongWith(ADA).orElseThrow()).contains("RIALTO_SMTP_URL");
    assertThat(new Email(null).deliver(Samples.page(), ADA))
        .isInstanceOfSatisfying(Undelivered.class, not -> assertThat(not.permanent()).isTrue());
  }

  @Test
  void a_server_nobody_runs_and_one_that_wants_another_password_are_worth_another_try()
      throws Exception {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertThat(new Email(server(closed)).deliver(Samples.page(), ADA))
        .isEqualTo(Undelivered.forNow("127.0.0.1 refused the connection or was not there."));

    post.setUser("rialto", "right");
    var wrong =
        new MailServer(
            "127.0.0.1", post.getSmtp().getPort(), Tls.NONE, "rialto", "wrong", "r@example.com");
    assertThat(new Email(wrong).deliver(Samples.page(), ADA))
        .isEqualTo(Undelivered.forNow("127.0.0.1 refused Rialto's user name or password."));
    assertThat(wrong.toString()).doesNotContain("wrong");
    assertThat(post.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_stranger_with_a_certificate_of_their_own_gets_neither_mail_nor_password() {
    var secure = new GreenMail(setup("smtps"));
    secure.start();
    try {
      var server =
          new MailServer(
              "127.0.0.1", secure.getSmtps().getPort(), Tls.TLS, "rialto", "pw", "r@example.com");
      assertThat(new Email(server).deliver(Samples.page(), ADA))
          .isInstanceOfSatisfying(
              Undelivered.class,
              not -> assertThat(not.reason()).startsWith("No safe connection to 127.0.0.1"));
      assertThat(secure.getReceivedMessages()).isEmpty();
    } finally {
      secure.stop();
    }
  }

  @Test
  void a_server_without_starttls_gets_no_mail_when_starttls_is_asked_for() {
    var server =
        new MailServer(
            "127.0.0.1", post.getSmtp().getPort(), Tls.STARTTLS, null, null, "r@example.com");
    assertThat(new Email(server).deliver(Samples.page(), ADA)).isInstanceOf(Undelivered.class);
    assertThat(post.getReceivedMessages()).isEmpty();
  }

  @Test
  void refusals_of_the_server_are_told_apart_by_their_code() throws Exception {
    assertThat(refusedAt("RCPT", "550 5.1.1 No such user here"))
        .isEqualTo(Undelivered.forGood("127.0.0.1 answered: 550 5.1.1 No such user here"));
    assertThat(refusedAt("RCPT", "450 4.2.0 Greylisted, come back later"))
        .isEqualTo(Undelivered.forNow("127.0.0.1 answered: 450 4.2.0 Greylisted, come back later"));
    assertThat(refusedAt("DATA", "554 5.7.1 Looks like spam"))
        .isEqualTo(Undelivered.forGood("127.0.0.1 answered: 554 5.7.1 Looks like spam"));
    assertThat(refusedAt("MAIL", "452 4.3.1 Out of room"))
        .isEqualTo(Undelivered.forNow("127.0.0.1 answered: 452 4.3.1 Out of room"));
  }

  private static Outcome refusedAt(String verb, String answer) throws Exception {
    try (var server =
        new Grumpy(
            line -> {
              if (line.startsWith(verb)) {
                return answer;
              }
              return line.startsWith("DATA") ? "354 go on" : "250 fine";
            })) {
      return new Email(server(server.port())).deliver(Samples.page(), ADA);
    }
  }

  @Test
  void a_server_that_hangs_and_one_that_drips_cost_no_more_than_the_time_allowed()
      throws Exception {
    var patience = Duration.ofSeconds(1);
    try (var silent = new Silent(0);
        var dripping = new Silent(50)) {
      for (var server : new Silent[] {silent, dripping}) {
        var before = System.nanoTime();
        assertThat(new Email(server(server.port()), patience).deliver(Samples.page(), ADA))
            .isEqualTo(Undelivered.unanswered("127.0.0.1 did not take the mail within 1 s."));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(server.wasHungUp()).as("the connection was cut").isTrue();
      }
    }
  }

  /** A mail server that answers each line as told. */
  private static final class Grumpy implements AutoCloseable {
    private final ServerSocket listening =
        new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));

    Grumpy(java.util.function.UnaryOperator<String> answers) throws IOException {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = listening.accept();
                    var in =
                        new java.io.BufferedReader(
                            new java.io.InputStreamReader(socket.getInputStream(), US_ASCII))) {
                  say(socket, "220 hello");
                  for (var line = in.readLine(); line != null; line = in.readLine()) {
                    say(socket, answers.apply(line));
                  }
                } catch (IOException theOtherSideLeft) {
                  // As it should.
                }
              });
    }

    private static void say(Socket socket, String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
      socket.getOutputStream().flush();
    }

    int port() {
      return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  /** A server that says nothing, or one byte of an endless greeting every so often. */
  private static final class Silent implements AutoCloseable {
    private final ServerSocket listening =
        new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    Silent(long dripMillis) throws IOException {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = listening.accept()) {
                  if (dripMillis == 0) {
                    if (socket.getInputStream().read() == -1) {
                      hungUp.countDown();
                    }
                    return;
                  }
                  drip(socket, dripMillis);
                } catch (IOException | InterruptedException cut) {
                  hungUp.countDown();
                }
              });
    }

    private void drip(Socket socket, long every) throws IOException, InterruptedException {
      do {
        socket.getOutputStream().write('2');
        socket.getOutputStream().flush();
      } while (!closed.await(every, TimeUnit.MILLISECONDS));
    }

    boolean wasHungUp() throws InterruptedException {
      return hungUp.await(5, TimeUnit.SECONDS);
    }

    int port() {
      return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      closed.countDown();
      listening.close();
    }
  }
}
