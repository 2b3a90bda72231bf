package dev.rialto;

import dev.rialto.channels.MailServer;
import dev.rialto.platform.Network;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an administrator may decide before the start. The only reader of the environment; every
 * mistake is found at once, each with its mend, so that nobody mends one only to meet the next.
 */
public record Settings(
    int port,
    Path dataDir,
    Optional<ExternalDatabase> database,
    URI publicUrl,
    List<Network> trustedProxies,
    List<Network> allowedNetworks,
    Path secretKeyFile,
    Optional<Path> catalogDir,
    Optional<Smtp> smtp,
    String mailFrom,
    Optional<String> adminEmail,
    Optional<Secret> adminPassword,
    Optional<Secret> adminToken,
    Optional<Secret> heartbeatUrl,
    LogFormat logFormat) {

  public enum LogFormat {
    TEXT,
    JSON
  }

  /** A value that no log, error message or debugger should show. */
  public record Secret(String value) {
    @Override
    public String toString() {
      return "…";
    }
  }

  public record ExternalDatabase(String jdbcUrl, Optional<String> user, Optional<Secret> password) {
    /** Parameters of the address may hold secrets, so it is cut where they begin. */
    @Override
    public String toString() {
      return jdbcUrl.replaceFirst("\\?.*", "?…");
    }
  }

  public record Smtp(
      String host, int port, Tls tls, Optional<String> user, Optional<Secret> password) {
    public enum Tls {
      NONE,
      STARTTLS,
      TLS
    }
  }

  /** What sends mail, if one is set. */
  public Optional<MailServer> mailServer() {
    return smtp.map(
        it ->
            new MailServer(
                it.host(),
                it.port(),
                MailServer.Tls.valueOf(it.tls().name()),
                it.user().orElse(null),
                it.password().map(Secret::value).orElse(null),
                mailFrom));
  }

  /** One setting that cannot be used: what is wrong with it, and what would be right. */
  public record Mistake(String variable, String wrong, String mend) {
    @Override
    public String toString() {
      return variable + " " + wrong + "\n    " + mend;
    }
  }

  /** Everything that is wrong with the settings, at once. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Mistake> mistakes;

    Unusable(List<Mistake> mistakes) {
      super(
          (mistakes.size() == 1 ? "One setting" : mistakes.size() + " settings")
              + " cannot be used:\n"
              + mistakes.stream().map(it -> "  " + it).collect(Collectors.joining("\n")));
      this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
      return mistakes;
    }
  }

  /**
   * The one thing that is needed before the first line is logged, and so before the rest is read.
   */
  static LogFormat logFormat(Map<String, String> environment) {
    var given = environment.getOrDefault(Setting.LOG_FORMAT.variable(), "").strip();
    return given.equalsIgnoreCase("json") ? LogFormat.JSON : LogFormat.TEXT;
  }

  /**
   * Reads them from an environment; {@code usual} is the data directory when no setting names one.
   */
  public static Settings read(Map<String, String> environment, Path usual) {
    return new SettingsReader(environment, usual).read();
  }
}
