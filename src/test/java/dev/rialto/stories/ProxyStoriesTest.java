package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The nginx of the manual's page about proxies, as it stands there, in front of a real house. */
@Tag("needs-nginx")
class ProxyStoriesTest {
  /** As often as one address may look at the status page within a minute. */
  private static final int LOOKS = 120;

  private final TestHouse house = TestHouse.behind(Network.of("127.0.0.0/8"));
  private final Visitor ada = house.as("ada", "admin");
  private final HeldCertificate certificate =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(
              new HandshakeCertificates.Builder()
                  .addTrustedCertificate(certificate.certificate())
                  .build()
                  .sslContext())
          .build();

  @AfterEach
  void close() {
    browser.shutdownNow();
    house.close();
  }

  @Test
  void tls_ends_there_streams_flow_and_each_reader_is_counted_alone() throws Exception {
    int port = RealPeer.freePort();
    try (var nginx = nginx(port)) {
      assertThat(nginx).isNotNull();
      var base = URI.create("https://localhost:" + port);
      assertThat(look(base, "/-/ready", "203.0.113.5").statusCode()).isEqualTo(200);

      var heard = new CopyOnWriteArrayList<String>();
      var stream =
          browser.sendAsync(
              asked(base, "/live?topics=teams", "203.0.113.5")
                  .header("Cookie", ada.header("Cookie"))
                  .header("Accept", "text/event-stream")
                  .build(),
              BodyHandlers.ofLines());
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  stream.join().body().forEach(heard::add);
                } catch (RuntimeException closed) {
                  // The story is over.
                }
              });
      Await.until("the stream is open", () -> heard.contains("event: hello"));
      ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
      Await.until("the proxy passes it on", () -> heard.contains("data: teams"));

      var opened =
          ada.putJson(
              "/api/v1/status/settings", Map.of("open", true, "title", "Status", "version", 1));
      assertThat(opened.status()).as(opened.body()).isEqualTo(200);
      for (int i = 0; i < LOOKS; i++) look(base, "/status", "203.0.113.6");
      assertThat(look(base, "/status", "203.0.113.6").statusCode()).isEqualTo(429);
      assertThat(look(base, "/status", "203.0.113.7").statusCode()).isEqualTo(200);
    }
  }

  private java.net.http.HttpResponse<String> look(URI base, String path, String from)
      throws Exception {
    return browser.send(asked(base, path, from).build(), BodyHandlers.ofString());
  }

  /** As a proxy further out would say it, which is on the trusted network as well. */
  private static HttpRequest.Builder asked(URI base, String path, String from) {
    return HttpRequest.newBuilder(base.resolve(path)).header("X-Forwarded-For", from);
  }

  /** The text of the manual, with the addresses and the certificate of here. */
  private RealPeer nginx(int port) throws IOException {
    var folder = Nginx.folder("tls-proxy");
    var chain = Files.writeString(folder.resolve("fullchain.pem"), certificate.certificatePem());
    var key = Files.writeString(folder.resolve("privkey.pem"), certificate.privateKeyPkcs8Pem());
    var text =
        Nginx.ofTheGuide("proxies.md")
            .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;")
            .replace("/etc/ssl/rialto/fullchain.pem", chain.toString())
            .replace("/etc/ssl/rialto/privkey.pem", key.toString())
            .replace("127.0.0.1:8080", "127.0.0.1:" + house.base().getPort());
    assertThat(text).doesNotContain("/etc/").doesNotContain(":8080");
    return Nginx.start(folder, port, text);
  }
}
