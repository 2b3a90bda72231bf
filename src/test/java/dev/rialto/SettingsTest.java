package dev.rialto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rialto.Settings.Mistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Path USUAL = Path.of("/opt/rialto/data");

  @Test
  void nothing_needs_to_be_set() {
    var settings = Settings.read(Map.of("PATH", "/bin"), USUAL);
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.dataDir()).isEqualTo(USUAL);
    assertThat(settings.publicUrl()).hasToString("http://localhost:8080");
    assertThat(settings.secretKeyFile()).isEqualTo(USUAL.resolve("secret.key"));
    assertThat(settings.database()).isEmpty();
    assertThat(settings.smtp()).isEmpty();
    assertThat(settings.allowedNetworks()).isEmpty();
  }

  @Test
  void every_mistake_is_named_at_once_with_its_mend() {
    var mistakes =
        mistakesOf(
            Map.of(
                "RIALTO_PORT", "eighty",
                "RIALTO_PUBLIC_URL", "rialto.example.com",
                "RIALTO_DATABASE_URL", "mysql://root:hunter2@db/rialto",
                "RIALTO_SMTP_URL", "smtp://mail?tls=maybe",
                "RIALTO_TRUSTED_PROXIES", "10.0.0.0/8, gateway",
                "RIALTO_LOG_FORMAT", "xml",
                "RIALTO_ADMIN_PASSWORD", "short",
                "RIALTO_ADMIN_TOKEN_FILE", "/does/not/exist",
                "RIALTO_DATADIR", "/var/lib/rialto"));
    assertThat(mistakes)
        .extracting(Mistake::variable)
        .containsExactlyInAnyOrder(
            "RIALTO_PORT",
            "RIALTO_PUBLIC_URL",
            "RIALTO_DATABASE_URL",
            "RIALTO_SMTP_URL",
            "RIALTO_TRUSTED_PROXIES",
            "RIALTO_LOG_FORMAT",
            "RIALTO_ADMIN_EMAIL",
            "RIALTO_ADMIN_PASSWORD",
            "RIALTO_ADMIN_TOKEN_FILE",
            "RIALTO_DATADIR");
    assertThat(mistakes).allSatisfy(it -> assertThat(it.mend()).isNotBlank());
    assertThat(mistakes).noneSatisfy(it -> assertThat(it.toString()).contains("hunter2"));
  }

  @Test
  void a_misspelt_name_is_answered_with_the_nearest_known_one() {
    assertThat(mistakesOf(Map.of("RIALTO_PUBLIC_ADDRESS", "https://x")).getFirst().mend())
        .contains("RIALTO_PUBLIC_URL");
    assertThat(mistakesOf(Map.of("RIALTO_ADMIN_PASWORD_FILE", "/x")).getFirst().mend())
        .contains("RIALTO_ADMIN_PASSWORD_FILE");
    assertThat(mistakesOf(Map.of("RIALTO_QWX", "1")).getFirst().mend()).contains("--help");
  }

  @Test
  void what_kubernetes_announces_is_no_mistake_but_its_port_is_explained() {
    assertThat(
            Settings.read(
                    Map.of("RIALTO_SERVICE_HOST", "10.0.0.1", "RIALTO_PORT_8080_TCP_ADDR", "x"),
                    USUAL)
                .port())
        .isEqualTo(8080);
    assertThat(mistakesOf(Map.of("RIALTO_PORT", "tcp://10.0.0.1:80")).getFirst().mend())
        .contains("enableServiceLinks");
  }

  @Test
  void a_secret_can_come_from_a_file_and_never_shows(@TempDir Path directory) throws Exception {
    var file = Files.writeString(directory.resolve("token"), "a-very-secret-token-value\n");
    var settings =
        Settings.read(
            Map.of(
                "RIALTO_ADMIN_TOKEN_FILE", file.toString(),
                "RIALTO_DATABASE_URL",
                    "postgres://rialto:hunt%402@db.example.com/rialto?sslmode=require",
                "RIALTO_SMTP_URL", "smtp://ada:hunter3@mail.example.com"),
            USUAL);
    assertThat(settings.adminToken().orElseThrow().value()).isEqualTo("a-very-secret-token-value");
    var database = settings.database().orElseThrow();
    assertThat(database.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example.com:5432/rialto?sslmode=require");
    assertThat(database.password().orElseThrow().value()).isEqualTo("hunt@2");
    assertThat(settings.smtp().orElseThrow().port()).isEqualTo(587);
    assertThat(settings.toString()).doesNotContain("secret-token", "hunt", "hunter3");
  }

  @Test
  void a_secret_given_twice_is_a_mistake(@TempDir Path directory) throws Exception {
    var file = Files.writeString(directory.resolve("token"), "one");
    assertThat(
            mistakesOf(
                Map.of(
                    "RIALTO_ADMIN_TOKEN",
                    "two-but-long-enough-to-be-one",
                    "RIALTO_ADMIN_TOKEN_FILE",
                    file.toString())))
        .singleElement()
        .asString()
        .contains("both set");
  }

  @Test
  void an_empty_value_is_the_same_as_none() {
    var environment = new HashMap<String, String>();
    for (var setting : Setting.values()) {
      environment.put(setting.variable(), "");
    }
    assertThat(Settings.read(environment, USUAL)).isEqualTo(Settings.read(Map.of(), USUAL));
  }

  @Test
  void every_setting_is_in_the_guide() throws Exception {
    var guide = Files.readString(Path.of("docs/guide/settings.md"));
    for (var setting : Setting.values()) {
      assertThat(guide).contains("`" + setting.variable() + "`");
    }
  }

  private static List<Mistake> mistakesOf(Map<String, String> environment) {
    var thrown =
        catchThrowableOfType(Settings.Unusable.class, () -> Settings.read(environment, USUAL));
    assertThat(thrown).isNotNull();
    return thrown.mistakes();
  }
}
