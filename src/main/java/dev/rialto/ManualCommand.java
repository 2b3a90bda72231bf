package dev.rialto;

import dev.rialto.platform.Database;
import dev.rialto.platform.Vault;
import dev.rialto.vitals.Watching;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Writes the manual as files for any web server. The reference says who may pass each door, so the
 * house is wired for it; wiring asks no database, and none is there.
 */
@Command(
    name = "docs",
    description = "Writes the manual of this version as files for any web server.",
    mixinStandardHelpOptions = true)
final class ManualCommand implements Callable<Integer> {
  private static final URI NOWHERE = URI.create("http://localhost");

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "rialto-docs",
      description = "where to write it (${DEFAULT-VALUE}); files of the same name are replaced")
  private Path directory = Path.of("");

  private final Rialto.Terminal terminal;

  ManualCommand(Rialto.Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var desk = Files.createTempDirectory("rialto-docs-");
    var key = desk.resolve("secret.key");
    try {
      // Never opened, so there is nothing to close: closing would tell the database.
      int pages = new House(ground(desk, key)).manual.write(directory);
      terminal
          .out()
          .println(
              "Wrote %d pages; the first is %s"
                  .formatted(pages, directory.resolve("index.html").toAbsolutePath().normalize()));
    } finally {
      Files.deleteIfExists(key);
      Files.deleteIfExists(desk);
    }
    return 0;
  }

  private static House.Ground ground(Path desk, Path key) {
    return new House.Ground(
        Database.unasked(),
        InstantSource.system(),
        NOWHERE,
        List.of(),
        List.of(),
        Vault.open(key),
        Optional.empty(),
        Optional.empty(),
        Watching.over(Rialto.Version.number(), desk, Optional.empty()));
  }
}
