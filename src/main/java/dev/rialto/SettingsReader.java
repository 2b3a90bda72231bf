package dev.rialto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.Settings.ExternalDatabase;
import dev.rialto.Settings.LogFormat;
import dev.rialto.Settings.Mistake;
import dev.rialto.Settings.Secret;
import dev.rialto.Settings.Smtp;
import dev.rialto.people.FirstRun;
import dev.rialto.platform.Network;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the environment into settings and collects what is wrong on the way. */
final class SettingsReader {
  private static final int LONGEST_FILE = 64 * 1024;
  private static final Pattern MAIL =
      Pattern.compile("[^\\s@<>]+@[^\\s@<>]+|[^<>]*<[^\\s@<>]+@[^\\s@<>]+>");
  // Kubernetes announces a service called rialto in these shapes; they are no settings of ours.
  private static final Pattern ANNOUNCED_BY_KUBERNETES =
      Pattern.compile("RIALTO_(SERVICE_(HOST|PORT.*)|PORT_\\d+_(TCP|UDP).*)");

  private final Map<String, String> environment;
  private final Path usual;
  private final List<Mistake> mistakes = new ArrayList<>();

  SettingsReader(Map<String, String> environment, Path usual) {
    this.environment = environment;
    this.usual = usual;
  }

  Settings read() {
    strangers();
    var port = port();
    var dataDir = path(Setting.DATA_DIR).orElse(usual);
    var publicUrl = publicUrl(port);
    var settings =
        new Settings(
            port,
            dataDir,
            database(),
            publicUrl,
            networks(Setting.TRUSTED_PROXIES),
            networks(Setting.ALLOWED_NETWORKS),
            path(Setting.SECRET_KEY_FILE).orElse(dataDir.resolve("secret.key")),
            path(Setting.CATALOG_DIR),
            smtp(),
            mailFrom(publicUrl),
            value(Setting.ADMIN_EMAIL),
            value(Setting.ADMIN_PASSWORD).map(Secret::new),
            value(Setting.ADMIN_TOKEN).map(Secret::new),
            heartbeat(),
            logFormat());
    administrator(settings);
    if (!mistakes.isEmpty()) {
      throw new Settings.Unusable(mistakes);
    }
    return settings;
  }

  private void strangers() {
    for (var name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith("RIALTO_")
          && !Setting.known(name)
          && !ANNOUNCED_BY_KUBERNETES.matcher(name).matches()) {
        var mend =
            Setting.nearest(name)
                .map(it -> "Did you mean " + it + "?")
                .orElse("Remove it; bin/rialto --help lists the settings.");
        mistakes.add(new Mistake(name, "is no setting of Rialto.", mend));
      }
    }
  }

  private int port() {
    var given = value(Setting.PORT);
    if (given.isEmpty()) {
      return 8080;
    }
    if (given.get().matches("\\d{1,5}")) {
      var port = Integer.parseInt(given.get());
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    wrong(
        Setting.PORT,
        "is “" + given.get() + "”, which is no port.",
        given.get().startsWith("tcp://")
            ? "Kubernetes sets it for a service called rialto: set enableServiceLinks: false in the pod."
            : "Give a number from 1 to 65535, for example 8080.");
    return 8080;
  }

  private URI publicUrl(int port) {
    var given = value(Setting.PUBLIC_URL);
    if (given.isPresent()) {
      var uri = uri(given.get());
      if (uri.isPresent() && isOrigin(uri.get())) {
        return URI.create(given.get().replaceFirst("/$", ""));
      }
      wrong(
          Setting.PUBLIC_URL,
          "is “" + given.get() + "”.",
          "Give scheme and host as people type them, without a path: https://rialto.example.com");
    }
    return URI.create("http://localhost:" + port);
  }

  private static boolean isOrigin(URI uri) {
    return uri.getHost() != null
        && List.of("http", "https").contains(uri.getScheme())
        && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
        && Stream.of(uri.getQuery(), uri.getFragment(), uri.getUserInfo())
            .allMatch(it -> it == null);
  }

  /** Takes the address as PostgreSQL's own tools write it, and as JDBC does. */
  private Optional<ExternalDatabase> database() {
    var given = value(Setting.DATABASE_URL);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var text = given.get().replaceFirst("^jdbc:", "").replaceFirst("^postgres:", "postgresql:");
    var uri = text.startsWith("postgresql:") ? uri(text) : Optional.<URI>empty();
    if (uri.isEmpty() || uri.get().getHost() == null || uri.get().getPath().length() < 2) {
      wrong(
          Setting.DATABASE_URL,
          "is no address of a PostgreSQL database.", // not repeated: it may hold a password
          "Write it like postgresql://rialto:password@db.example.com:5432/rialto");
      return Optional.empty();
    }
    var login = userInfo(uri.get());
    var port = uri.get().getPort() < 0 ? 5432 : uri.get().getPort();
    var query = uri.get().getRawQuery() == null ? "" : "?" + uri.get().getRawQuery();
    return Optional.of(
        new ExternalDatabase(
            "jdbc:postgresql://"
                + uri.get().getHost()
                + ":"
                + port
                + uri.get().getRawPath()
                + query,
            Optional.ofNullable(login.isEmpty() ? null : login.get(0)),
            Optional.ofNullable(login.size() < 2 ? null : new Secret(login.get(1)))));
  }

  private Optional<Smtp> smtp() {
    var given = value(Setting.SMTP_URL);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var uri = uri(given.get());
    var tls = uri.flatMap(SettingsReader::tls);
    if (tls.isEmpty() || uri.get().getHost() == null) {
      wrong(
          Setting.SMTP_URL,
          "is no address of a mail server.",
          "Write it like smtp://user:password@mail.example.com:587?tls=starttls; tls is starttls, tls or none,"
              + " and special characters are percent-encoded (@ is %40)");
      return Optional.empty();
    }
    var usual =
        switch (tls.get()) {
          case NONE -> 25;
          case STARTTLS -> 587;
          case TLS -> 465;
        };
    var login = userInfo(uri.get());
    return Optional.of(
        new Smtp(
            uri.get().getHost(),
            uri.get().getPort() < 0 ? usual : uri.get().getPort(),
            tls.get(),
            Optional.ofNullable(login.isEmpty() ? null : login.get(0)),
            Optional.ofNullable(login.size() < 2 ? null : new Secret(login.get(1)))));
  }

  private static Optional<Smtp.Tls> tls(URI uri) {
    return switch (uri.getScheme() + "?" + (uri.getQuery() == null ? "" : uri.getQuery())) {
      case "smtp?", "smtp?tls=starttls" -> Optional.of(Smtp.Tls.STARTTLS);
      case "smtp?tls=none" -> Optional.of(Smtp.Tls.NONE);
      case "smtp?tls=tls", "smtps?", "smtps?tls=tls" -> Optional.of(Smtp.Tls.TLS);
      default -> Optional.empty();
    };
  }

  private String mailFrom(URI publicUrl) {
    var given = value(Setting.MAIL_FROM);
    if (given.isPresent() && !MAIL.matcher(given.get()).matches()) {
      wrong(
          Setting.MAIL_FROM,
          "is “" + given.get() + "”, which is no mail address.",
          "Write it like rialto@example.com or Rialto <rialto@example.com>");
    }
    return given.orElse("Rialto <rialto@" + publicUrl.getHost() + ">");
  }

  /**
   * The people's room knows what makes an administrator; a password is judged as it is on its
   * pages.
   */
  private void administrator(Settings settings) {
    FirstRun.objections(
            settings.adminEmail().orElse(null),
            settings.adminPassword().map(Secret::value).orElse(null),
            settings.adminToken().map(Secret::value).orElse(null))
        .forEach(it -> mistakes.add(new Mistake(it.field(), "cannot be used.", it.message())));
  }

  /** Not repeated when it is wrong: whoever knows the address can keep the switch quiet. */
  private Optional<Secret> heartbeat() {
    var given = value(Setting.HEARTBEAT_URL);
    var good =
        given
            .flatMap(SettingsReader::uri)
            .filter(it -> it.getHost() != null && it.getUserInfo() == null)
            .filter(it -> List.of("http", "https").contains(it.getScheme()));
    if (given.isPresent() && good.isEmpty()) {
      wrong(
          Setting.HEARTBEAT_URL,
          "is no address that can be told.",
          "Give the whole address of your dead man's switch, without name and password before the host:"
              + " https://hc-ping.com/your-uuid");
    }
    return good.map(it -> new Secret(given.orElseThrow()));
  }

  private LogFormat logFormat() {
    return switch (value(Setting.LOG_FORMAT).orElse("text").toLowerCase(Locale.ROOT)) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default -> {
        wrong(
            Setting.LOG_FORMAT,
            "is neither text nor json.",
            "Set it to json for a log collector, else leave it out.");
        yield LogFormat.TEXT;
      }
    };
  }

  private List<Network> networks(Setting setting) {
    var networks = new ArrayList<Network>();
    for (var part : value(setting).orElse("").split("[,\\s]+")) {
      try {
        if (!part.isEmpty()) {
          networks.add(Network.of(part));
        }
      } catch (IllegalArgumentException e) {
        wrong(
            setting,
            "names “" + part + "”, which is no network.",
            "Give networks with commas between: 10.0.0.0/8, fd00::/8");
      }
    }
    return List.copyOf(networks);
  }

  private Optional<Path> path(Setting setting) {
    try {
      return value(setting).map(Path::of).map(Path::toAbsolutePath).map(Path::normalize);
    } catch (InvalidPathException e) {
      wrong(setting, "is no path: " + e.getReason() + ".", "Give the path of a file or directory.");
      return Optional.empty();
    }
  }

  /**
   * From the variable or, for a secret, from the file that its sibling names. Empty is the same as
   * unset.
   */
  private Optional<String> value(Setting setting) {
    var direct =
        Optional.ofNullable(environment.get(setting.variable()))
            .map(String::strip)
            .filter(it -> !it.isEmpty());
    var file =
        Optional.ofNullable(environment.get(setting.fileVariable()))
            .filter(it -> setting.secret && !it.isBlank());
    if (direct.isPresent() && file.isPresent()) {
      wrong(setting, "and " + setting.fileVariable() + " are both set.", "Keep one of them.");
    }
    return direct.isPresent() ? direct : file.flatMap(it -> content(setting, it));
  }

  private Optional<String> content(Setting setting, String file) {
    try {
      var path = Path.of(file.strip());
      if (Files.size(path) <= LONGEST_FILE) {
        var content = Files.readString(path, UTF_8).strip();
        if (!content.isEmpty()) {
          return Optional.of(content);
        }
      }
      mistakes.add(
          new Mistake(
              setting.fileVariable(),
              "names " + file + ", which is empty or too large.",
              "Put the bare value into it."));
    } catch (IOException | InvalidPathException e) {
      mistakes.add(
          new Mistake(
              setting.fileVariable(),
              "names " + file + ", which cannot be read: " + e,
              "Give the path of a file that this user may read."));
    }
    return Optional.empty();
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text)).filter(it -> it.getScheme() != null && !it.isOpaque());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static List<String> userInfo(URI uri) {
    var raw = uri.getRawUserInfo();
    return raw == null
        ? List.of()
        : Stream.of(raw.split(":", 2))
            .map(it -> URLDecoder.decode(it.replace("+", "%2B"), UTF_8))
            .toList();
  }

  private void wrong(Setting setting, String wrong, String mend) {
    mistakes.add(new Mistake(setting.variable(), wrong, mend));
  }
}
