package dev.rialto.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The texts of the manual as they lie in the jar, by their names in the repository: what a release
 * documents is what it carries.
 *
 * @param texts every Markdown file and the licence
 * @param pictures what they show
 */
record Papers(SortedMap<String, String> texts, SortedSet<String> pictures) {
  static final String START = "docs/README.md";
  private static final String ROOT = "/manual/";

  static Papers read() {
    try {
      var start = Objects.requireNonNull(Papers.class.getResource(ROOT + START), START).toURI();
      return "jar".equals(start.getScheme()) ? fromJar(start) : under(Path.of(start), START);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(String name) {
    var text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("The manual has no " + name);
    }
    return text;
  }

  /** What lies in a folder, its own start apart. */
  List<String> in(String folder) {
    return texts.keySet().stream()
        .filter(it -> it.startsWith(folder + "/") && !it.endsWith("/README.md"))
        .toList();
  }

  byte[] picture(String name) {
    if (!pictures.contains(name)) {
      throw new IllegalArgumentException("The manual has no picture " + name);
    }
    try (InputStream in = Papers.class.getResourceAsStream(ROOT + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Papers fromJar(URI start) throws IOException, URISyntaxException {
    var jar = ((JarURLConnection) start.toURL().openConnection()).getJarFileURL().toURI();
    try (var inside = FileSystems.newFileSystem(Path.of(jar))) {
      return under(inside.getPath(ROOT, START), START);
    }
  }

  /** Everything below the folder in which {@code start} has this name. */
  private static Papers under(Path start, String name) throws IOException {
    var root = start;
    for (int up = 0; up < name.split("/").length; up++) {
      root = Objects.requireNonNull(root.getParent());
    }
    var texts = new TreeMap<String, String>();
    var pictures = new TreeSet<String>();
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var its = root.relativize(file).toString();
        if (its.endsWith(".md") || its.equals("LICENSE")) {
          texts.put(its, Files.readString(file));
        } else {
          pictures.add(its);
        }
      }
    }
    return new Papers(texts, pictures);
  }
}
