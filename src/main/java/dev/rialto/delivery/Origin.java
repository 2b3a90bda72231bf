package dev.rialto.delivery;

import java.util.Locale;

/**
 * How a sender says where something belongs. What it leaves out is empty.
 *
 * @param forge github, gitlab or plain
 * @param repository host and path, such as {@code github.com/merchant-row/payments}, in lower case
 * @param path a file or folder in it that tells services of one repository apart
 * @param service what the sender itself calls the service
 * @param tier what the sender itself says of the environment's tier
 */
public record Origin(
    String forge, String repository, String path, String environment, String service, String tier) {
  private static final int LONGEST = 400;
  private static final int LONGEST_ENVIRONMENT = 120;
  private static final int LONGEST_SERVICE = 200;
  private static final int LONGEST_TIER = 60;

  public Origin {
    repository = Clip.line(repository, LONGEST).toLowerCase(Locale.ROOT);
    path = Clip.line(path, LONGEST);
    environment = Clip.line(environment, LONGEST_ENVIRONMENT);
    service = Clip.line(service, LONGEST_SERVICE);
    tier = Clip.line(tier, LONGEST_TIER).toLowerCase(Locale.ROOT);
  }

  /** The repository behind an address, however it is written: https, ssh, with .git or without. */
  public static String repository(String url) {
    var plain =
        url.strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^[a-z+]+://", "")
            .replaceFirst("^[^/@]*@", "")
            .replaceFirst("^([^/:]+):(?!\\d+/)", "$1/")
            .replaceFirst("[?#].*$", "")
            .replaceFirst("/+$", "")
            .replaceFirst("\\.git$", "");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }

  /** How people are told of it. */
  public String said() {
    var said = new StringBuilder(repository.isEmpty() ? service : repository);
    if (!path.isEmpty()) {
      said.append(", ").append(path);
    }
    if (!environment.isEmpty()) {
      said.append(", to ").append(environment);
    }
    return said.toString();
  }
}
