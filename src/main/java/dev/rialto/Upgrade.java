package dev.rialto;

import dev.rialto.platform.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what an older Rialto kept to this one, after a backup: the way back for whoever has to
 * take the older one up again.
 *
 * @param backups the directory they are written to
 */
record Upgrade(Database.Address login, Path secretKeyFile, Path backups) {
  /** Each holds everything there was; two steps back is further than anybody goes. */
  static final int KEPT = 2;

  private static final Logger log = LoggerFactory.getLogger(Upgrade.class);

  void bring(Database db) {
    var schema = db.schema();
    if (schema.newer().isPresent()) {
      throw new Refused(
          "A newer Rialto has worked on this database: it has schema %s, which this one does not know. Start the newer one; or, to go back, restore the backup it made before it began: see %s and docs/guide/backup.md."
              .formatted(schema.newer().get(), backups));
    }
    if (schema.steps() == 0) {
      return;
    }
    schema.version().ifPresent(this::backUp);
    db.migrate();
  }

  private void backUp(String version) {
    try {
      Files.createDirectories(backups);
      var file = free(version);
      log.info("Upgrading from schema {}: backing up into {} first", version, file);
      new Backup(login, secretKeyFile).write(file, false);
      var all = oldestFirst();
      for (var old : all.subList(0, Math.max(0, all.size() - KEPT))) {
        Files.delete(old);
      }
    } catch (IOException e) {
      throw new Refused(
          "Nothing was upgraded, as the backup before it could not be written to %s: %s"
              .formatted(backups, e.getMessage()),
          e);
    }
  }

  /** An upgrade that broke off has left a backup of the same version; it is not written over. */
  private Path free(String version) {
    return Stream.iterate(1, i -> i + 1)
        .map(
            i ->
                backups.resolve(
                    "before-upgrade-%s%s.zip".formatted(version, i == 1 ? "" : "-" + i)))
        .filter(Files::notExists)
        .findFirst()
        .orElseThrow();
  }

  private List<Path> oldestFirst() throws IOException {
    try (var files = Files.list(backups)) {
      return files
          .filter(it -> it.getFileName().toString().startsWith("before-upgrade-"))
          .sorted(Comparator.comparingLong(it -> it.toFile().lastModified()))
          .toList();
    }
  }
}
