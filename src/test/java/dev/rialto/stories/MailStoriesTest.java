package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rialto.channels.MailServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a mail server is set, links and codes come by mail, and nobody else sees them. */
class MailStoriesTest {
  private static final String PASSWORD = "four words do well";
  private static final Pattern LINK =
      Pattern.compile("http://localhost:\\d+(/(?:invitation|reset)/[-_A-Za-z0-9]{43})");

  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final TestHouse house;

  MailStoriesTest() {
    mail.start();
    house = new TestHouse(Optional.of(server(mail.getSmtp().getPort())));
  }

  private static MailServer server(int port) {
    return new MailServer(
        "127.0.0.1", port, MailServer.Tls.NONE, null, null, "rialto@merchantrow.example");
  }

  @AfterEach
  void close() {
    house.close();
    mail.stop();
  }

  private String lastMailTo(String address) {
    house.settle();
    var messages = mail.getReceivedMessages();
    assertThat(messages).isNotEmpty();
    var last = messages[messages.length - 1];
    var whole = GreenMailUtil.getWholeMessage(last);
    assertThat(whole).contains("To: " + address);
    return whole.replace("=\r\n", "").replace("=3D", "=");
  }

  private static String link(String text) {
    var matcher = LINK.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  @Test
  void an_invitation_comes_by_mail_and_proves_the_address() {
    var ada = house.as("ada", "admin");
    var sent =
        ada.post(
            "/people/invitations",
            Map.of(
                "email",
                "grace@merchantrow.example",
                "name",
                "Grace",
                "role",
                "member",
                "deliver",
                "mail"));
    assertThat(sent.status()).isEqualTo(303);
    var link = link(lastMailTo("grace@merchantrow.example"));
    assertThat(ada.get("/people").body()).contains("mailed").doesNotContain(link);

    var grace = house.visitor();
    assertThat(grace.post(link, Map.of("name", "Grace", "password", PASSWORD)).status())
        .isEqualTo(303);
    assertThat(grace.get("/me").body())
        .contains("You can be paged in one way", "grace@merchantrow.example");
  }

  @Test
  void a_forgotten_password_is_set_anew_by_a_mailed_link_used_once() {
    var grace = house.as("grace", "member");
    var stranger = house.visitor();
    var asked = stranger.post("/forgot", Map.of("email", "Grace@merchantrow.example"));
    assertThat(asked.status()).isEqualTo(200);
    var link = link(lastMailTo("grace@merchantrow.example"));
    assertThat(stranger.post(link, Map.of("password", PASSWORD)).status()).isEqualTo(303);
    assertThat(grace.get("/me").status()).isEqualTo(303);
    assertThat(stranger.post(link, Map.of("password", PASSWORD)).status()).isEqualTo(410);
  }

  @Test
  void who_has_no_account_learns_nothing_and_gets_nothing() {
    house.as("grace", "member");
    var known = house.visitor().post("/forgot", Map.of("email", "grace@merchantrow.example"));
    var unknown = house.visitor().post("/forgot", Map.of("email", "eve@merchantrow.example"));
    assertThat(unknown.body()).isEqualTo(known.body());
    house.settle();
    assertThat(mail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void asking_again_and_again_floods_nobodys_mailbox() {
    house.as("grace", "member");
    for (int i = 0; i < 10; i++) {
      house.visitor().post("/forgot", Map.of("email", "grace@merchantrow.example"));
    }
    house.settle();
    assertThat(mail.getReceivedMessages()).hasSize(3);
  }

  @Test
  void a_mail_that_does_not_arrive_is_said_on_the_page_and_tried_again() {
    int port = mail.getSmtp().getPort();
    mail.stop();
    var ada = house.as("ada", "admin");
    ada.post(
        "/people/invitations",
        Map.of(
            "email", "grace@merchantrow.example", "name", "", "role", "member", "deliver", "mail"));
    house.settle();
    assertThat(ada.get("/people").body()).contains("Mail did not arrive");
    var again = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    again.start();
    try {
      house.fastForward(Duration.ofMinutes(2));
      assertThat(again.getReceivedMessages()).hasSize(1);
      assertThat(ada.get("/people").body()).doesNotContain("Mail did not arrive");
    } finally {
      again.stop();
    }
  }

  @Test
  void the_code_for_an_address_comes_by_mail_to_that_address() {
    var ada = house.as("ada", "admin");
    ada.post(
        "/me/contact-methods",
        Map.of("kind", "email", "address", "ada.at.night@merchantrow.example"));
    var text = lastMailTo("ada.at.night@merchantrow.example");
    var code = text.replaceAll("(?s).*code for Rialto: (\\d{6}).*", "$1");
    assertThat(code).matches("\\d{6}");
    long id = ada.get("/api/v1/people/1/contact-methods").json().at("/items/0/id").asLong();
    var verified = ada.post("/me/contact-methods/" + id + "/verification", Map.of("code", code));
    assertThat(verified.status()).isEqualTo(303);
    assertThat(ada.get("/me").body()).contains("You can be paged in one way");
  }
}
