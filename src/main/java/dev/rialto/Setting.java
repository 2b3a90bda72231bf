package dev.rialto;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every name Rialto reads from the environment, with the one line that {@code --help} says of it.
 */
enum Setting {
  PORT("port to serve on (8080)"),
  DATA_DIR("directory of everything Rialto keeps (data, beside bin/)"),
  DATABASE_URL("another PostgreSQL, 15 or newer, instead of the one Rialto starts", true),
  PUBLIC_URL("address under which people reach Rialto; links are built from it"),
  TRUSTED_PROXIES("networks of the proxies whose X-Forwarded-For is believed"),
  ALLOWED_NETWORKS("private networks that messages may be sent to"),
  SECRET_KEY_FILE("key of the secrets in the database (secret.key in the data directory)"),
  CATALOG_DIR("directory below which imports may read folders of descriptors"),
  SMTP_URL("mail server, smtp://user:password@host:587?tls=starttls", true),
  MAIL_FROM("sender of Rialto's mail"),
  ADMIN_EMAIL("first administrator, for starts without a person"),
  ADMIN_PASSWORD("password of the first administrator", true),
  ADMIN_TOKEN("first API token, with every scope", true),
  HEARTBEAT_URL("address that is told every minute that all is well, silent when it is not", true),
  LOG_FORMAT("text or json (text)"),
  JAVA_OPTS("more options for Java, read by bin/rialto");

  final String about;
  final boolean secret;

  Setting(String about) {
    this(about, false);
  }

  Setting(String about, boolean secret) {
    this.about = about;
    this.secret = secret;
  }

  String variable() {
    return "RIALTO_" + name();
  }

  /**
   * The variable that names a file holding the value: for secrets, which do not belong in an
   * environment.
   */
  String fileVariable() {
    return variable() + "_FILE";
  }

  boolean reads(String variable) {
    return variable.equals(variable()) || (secret && variable.equals(fileVariable()));
  }

  static boolean known(String variable) {
    return Arrays.stream(values()).anyMatch(it -> it.reads(variable));
  }

  /** The known name a stranger was probably meant to be. */
  static Optional<String> nearest(String variable) {
    return Arrays.stream(values())
        .flatMap(
            it ->
                it.secret
                    ? java.util.stream.Stream.of(it.variable(), it.fileVariable())
                    : java.util.stream.Stream.of(it.variable()))
        .min(java.util.Comparator.comparingInt(it -> distance(it, variable)))
        .filter(it -> distance(it, variable) <= Math.max(3, (variable.length() - 7) / 2));
  }

  /** Letters to add, drop or change to make one of the other. */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        var above = row[j];
        var change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
