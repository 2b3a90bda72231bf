package dev.rialto.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/** Where everything of the embedded PostgreSQL lies below the data directory, and who owns it. */
record EmbeddedPostgresFiles(Path home, EmbeddedPostgresUser runAs) {
  private static final int PASSWORD_BYTES = 32;
  private static final int LOG_TAIL_LINES = 12;
  private static final String UNFINISHED = "postgres.new-";

  static EmbeddedPostgresFiles in(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
      var home = dataDir.toRealPath();
      return new EmbeddedPostgresFiles(
          home, EmbeddedPostgresUser.forOwnerOf(home.resolve("postgres")));
    } catch (IOException e) {
      throw new EmbeddedPostgres.CannotStart(
          "The data directory "
              + dataDir
              + " cannot be made: "
              + e.getMessage()
              + ". Set RIALTO_DATA_DIR.",
          e);
    }
  }

  Path cluster() {
    return home.resolve("postgres");
  }

  Path binaries() {
    return home.resolve("postgres-bin");
  }

  Path lock() {
    return home.resolve("rialto.lock");
  }

  Path log() {
    return home.resolve("postgres.log");
  }

  boolean hasCluster() {
    return Files.exists(cluster().resolve("PG_VERSION"));
  }

  /** As root the server runs as someone else, who must be able to walk down to its files. */
  void checkReachable() {
    if (!runAs.isOther()) {
      return;
    }
    try {
      var own = EnumSet.copyOf(Files.getPosixFilePermissions(home));
      if (own.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(home, own);
      }
      for (var above = home.getParent(); above != null; above = above.getParent()) {
        if (!runAs.mayEnter(above)) {
          throw new EmbeddedPostgres.CannotStart(
              "PostgreSQL does not run as root, and the user %s cannot enter %s. Set RIALTO_DATA_DIR to a directory it can reach, for example /var/lib/rialto, or start Rialto as another user."
                  .formatted(runAs.name(), above),
              null);
        }
      }
    } catch (IOException e) {
      throw new EmbeddedPostgres.CannotStart("Cannot look at " + home + ": " + e.getMessage(), e);
    }
  }

  void checkMajorVersion(Path binariesOfVersion) throws IOException {
    var data = Files.readString(cluster().resolve("PG_VERSION")).strip();
    var ours = binariesOfVersion.getFileName().toString().split("\\.")[0];
    if (Character.isDigit(ours.charAt(0)) && !data.equals(ours)) {
      throw new EmbeddedPostgres.CannotStart(
          "The data in %s is of PostgreSQL %s and this Rialto brings %s. Back it up with the Rialto that wrote it, then restore it with this one into an empty directory."
              .formatted(home, data, ours),
          null);
    }
  }

  /**
   * What a killed first start left, and what of it still runs. Safe: only the lock's owner comes
   * here.
   */
  void sweepUnfinished() {
    for (var left : beginningWith(home, UNFINISHED)) {
      new EmbeddedPostgresOrphans(left).end();
      delete(left);
    }
    beginningWith(binaries(), ".new-").forEach(EmbeddedPostgresFiles::delete);
  }

  private static List<Path> beginningWith(Path directory, String prefix) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var all = Files.list(directory)) {
      return all.filter(it -> it.getFileName().toString().startsWith(prefix)).toList();
    } catch (IOException e) {
      throw new EmbeddedPostgres.CannotStart(
          "Cannot look into " + directory + ": " + e.getMessage(), e);
    }
  }

  Path unfinishedCluster() throws IOException {
    var fresh = Files.createDirectory(home.resolve(UNFINISHED + ProcessHandle.current().pid()));
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
    runAs.own(fresh);
    return fresh;
  }

  void adopt(Path fresh) throws IOException {
    Files.move(fresh, cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The password of a role, made on first use; mode 600 from its first byte on. */
  String passwordOf(String role) {
    var file = home.resolve("postgres-" + role + ".password");
    try {
      if (Files.exists(file)) {
        return Files.readString(file, UTF_8).strip();
      }
      var bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      var password = HexFormat.of().formatHex(bytes);
      var unfinished = secret(home.resolve(UNFINISHED + role + ".password"), password);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return password;
    } catch (IOException e) {
      throw new EmbeddedPostgres.CannotStart("Cannot use " + file + ": " + e.getMessage(), e);
    }
  }

  Path passwordFileForInit(String password) throws IOException {
    var file =
        secret(home.resolve(UNFINISHED + ProcessHandle.current().pid() + ".password"), password);
    runAs.own(file);
    return file;
  }

  private static Path secret(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content, UTF_8);
  }

  String logTail() {
    try {
      List<String> lines = Files.readAllLines(log(), UTF_8);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + log() + " cannot be read: " + e.getMessage() + ")";
    }
  }

  static void delete(Path tree) {
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path directory, @org.jspecify.annotations.Nullable IOException failed)
                throws IOException {
              if (failed != null) {
                throw failed;
              }
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new EmbeddedPostgres.CannotStart("Cannot delete " + tree + ": " + e.getMessage(), e);
    }
  }
}
