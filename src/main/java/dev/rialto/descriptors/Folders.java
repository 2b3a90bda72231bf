package dev.rialto.descriptors;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Descriptors that lie on the server, below the one directory an administrator named; nothing
 * outside it can be read through an import, by no path and by no symbolic link.
 */
public final class Folders {
  private static final int DEEPEST = 32;

  private final Optional<Path> root;

  public Folders(Optional<Path> root) {
    this.root = root;
  }

  record Refused(String why) {}

  boolean isSet() {
    return root.isPresent();
  }

  /** What stands against a path, before a job is begun for it. */
  Optional<Refused> refused(String path) {
    try {
      real(path);
      return Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.of(new Refused(String.valueOf(e.getMessage())));
    }
  }

  private Path real(String path) throws IOException {
    if (root.isEmpty()) {
      throw new IOException(
          "No folder may be read: an administrator sets RIALTO_CATALOG_DIR to the one below which imports may look.");
    }
    var top = root.get().toRealPath();
    var wanted = top.resolve(path.isEmpty() ? "." : path).normalize();
    if (!wanted.startsWith(top)) throw outside(path);
    if (!Files.exists(wanted)) throw new IOException("There is no %s below it.".formatted(path));
    var real = wanted.toRealPath();
    if (!real.startsWith(top)) throw outside(path);
    return real;
  }

  private static IOException outside(String path) {
    return new IOException("%s leads out of the folder that may be read.".formatted(path));
  }

  Bundle read(String path) throws IOException {
    var from = real(path);
    var files = new Bundle.Gathering();
    if (Files.isRegularFile(from)) {
      // Its neighbours come along, because a location may point at them.
      var folder = from.getParent();
      gather(folder == null ? from : folder, files);
      return files.bundle().startingAt(from.getFileName().toString());
    }
    gather(from, files);
    return files.bundle();
  }

  private static void gather(Path from, Bundle.Gathering files) throws IOException {
    Files.walkFileTree(
        from,
        java.util.Set.of(), // symbolic links are not followed
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return dir.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && Bundle.isDescriptorFile(file.toString())) {
              if (attributes.size() > files.room()) {
                throw new Bundle.Unfit("%s is too large.".formatted(file.getFileName()));
              }
              files.add(from.relativize(file).toString(), Files.readAllBytes(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
