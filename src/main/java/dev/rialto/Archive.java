package dev.rialto;

import dev.rialto.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;

/** A backup, opened to be put back. It is read whole and checked before anybody gets to see it. */
final class Archive implements AutoCloseable {
  private final ZipFile zip;
  private final Manifest manifest;

  private Archive(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  static Archive open(Path file) {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new Refused(
          file + " is no whole backup: " + e.getMessage() + ". Nothing was changed.", e);
    }
    try {
      var archive = new Archive(zip, manifest(zip));
      archive.check();
      return archive;
    } catch (IOException | RuntimeException e) {
      close(zip);
      throw new Refused(
          file + " is no whole backup: " + e.getMessage() + ". Nothing was changed.", e);
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    var manifest =
        Json.read(new String(bytes(zip, Manifest.ENTRY), StandardCharsets.UTF_8), Manifest.class);
    if (manifest.format() != Manifest.FORMAT) {
      throw new IOException(
          "it is of format %d, which this Rialto does not know; use Rialto %s or newer"
              .formatted(manifest.format(), manifest.rialto()));
    }
    return manifest;
  }

  private void check() throws IOException {
    for (var table : manifest.tables()) {
      var digest = new RowDigest(OutputStream.nullOutputStream());
      try (var content = content(table)) {
        content.transferTo(digest);
      }
      if (digest.rows() != table.rows() || !digest.ofBytes().equals(table.sha256())) {
        throw new IOException("its table " + table.name() + " is not what was written");
      }
    }
    var key = key();
    if (key.isPresent() && !Backup.sha256(key.get()).equals(manifest.keySha256())) {
      throw new IOException("its secret key is not what was written");
    }
  }

  Manifest manifest() {
    return manifest;
  }

  InputStream content(Manifest.Table table) throws IOException {
    return stream(zip, table.entry());
  }

  Optional<byte[]> key() throws IOException {
    return manifest.keyIncluded() ? Optional.of(bytes(zip, Manifest.KEY_ENTRY)) : Optional.empty();
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    try (var content = stream(zip, name)) {
      return content.readAllBytes();
    }
  }

  private static InputStream stream(ZipFile zip, String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it has no " + name);
    }
    return zip.getInputStream(entry);
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    close(zip);
  }
}
