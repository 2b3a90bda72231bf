package dev.rialto.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL of this machine from our own jars, once per version and never half. */
record EmbeddedPostgresBundle(EmbeddedPostgresFiles files) {
  private static final Pattern VERSION = Pattern.compile("-(\\d+\\.\\d+\\.\\d+)\\.jar!");

  Path unpacked() {
    var archive = resource();
    var matcher = VERSION.matcher(archive.toString());
    var target = files.binaries().resolve(matcher.find() ? matcher.group(1) : "bundled");
    if (Files.isDirectory(target)) {
      return target;
    }
    try {
      Files.createDirectories(files.binaries());
      var unfinished = files.binaries().resolve(".new-" + ProcessHandle.current().pid());
      unpack(archive, unfinished);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (IOException e) {
      throw new EmbeddedPostgres.CannotStart(
          "PostgreSQL could not be unpacked into " + target + ": " + e.getMessage(), e);
    }
  }

  private static URL resource() {
    var os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    var cpu = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    var name = "/postgres-%s-%s.txz".formatted(os, cpu);
    var found = EmbeddedPostgresBundle.class.getResource(name);
    if (found == null) {
      throw new EmbeddedPostgres.CannotStart(
          "This build brings no PostgreSQL for this machine (%s is missing). Set RIALTO_DATABASE_URL to a PostgreSQL 15 or newer."
              .formatted(name),
          null);
    }
    return found;
  }

  private static void unpack(URL archive, Path into) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = safe(into, entry);
        if (path == null) {
          continue;
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          Files.setPosixFilePermissions(
              path,
              PosixFilePermissions.fromString(
                  (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  /** Where the entry goes; nothing outside, and not what only builders of extensions need. */
  private static @Nullable Path safe(Path into, TarArchiveEntry entry) throws IOException {
    var path = into.resolve(entry.getName()).normalize();
    if (!path.startsWith(into)) {
      throw new IOException("an entry leaves the directory: " + entry.getName());
    }
    return entry.getName().endsWith(".a") ? null : path;
  }
}
