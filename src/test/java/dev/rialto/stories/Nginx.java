package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A real nginx with what a story writes inside its {@code http} block. */
final class Nginx {
  private static final Pattern BLOCK = Pattern.compile("(?s)```nginx\n(.*?)```");

  private Nginx() {}

  /** Where one may write what it serves; as root nginx works as somebody else, who must pass. */
  static Path folder(String name) {
    RealPeer.need("nginx");
    var folder = RealPeer.folder(name);
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    return folder;
  }

  /** The text that a page of the guide tells people to use. */
  static String ofTheGuide(String page) {
    try {
      var found = BLOCK.matcher(Files.readString(Path.of("docs/guide", page)));
      assertThat(found.find()).as("an nginx block in %s", page).isTrue();
      return found.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RealPeer start(Path folder, int port, String text) {
    var settings = folder.resolve("nginx.conf");
    try {
      Files.writeString(
          settings,
          """
          daemon off;
          worker_processes 1;
          pid %1$s/nginx.pid;
          error_log %1$s/error.log;
          events { worker_connections 64; }
          http {
            access_log off;
            client_body_temp_path %1$s/body;
            proxy_temp_path %1$s/proxy;
            fastcgi_temp_path %1$s/fastcgi;
            uwsgi_temp_path %1$s/uwsgi;
            scgi_temp_path %1$s/scgi;
            %2$s
          }
          """
              .formatted(folder, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RealPeer.start(
        "nginx", folder, port, "-p", folder.toString(), "-c", settings.toString());
  }
}
