package dev.rialto.descriptors;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of one import by their path, as they came. It is kept, so that what is applied is what
 * was looked at. Limited as a whole: a small archive may unfold to anything.
 */
record Bundle(SortedMap<String, byte[]> files) {
  static final int MOST_BYTES = 64 * 1024 * 1024;
  static final int MOST_FILES = 20_000;
  static final int LONGEST_PATH = 500;

  /** It is too large, or no archive; the message says which and what would do. */
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfit(String why) {
      super(why);
    }
  }

  static boolean isDescriptorFile(String path) {
    var folded = path.toLowerCase(Locale.ROOT);
    return folded.endsWith(".yaml") || folded.endsWith(".yml");
  }

  /** What somebody sent: one file, or a zip of many. */
  static Bundle sent(String name, byte[] bytes) {
    if (isZip(bytes)) return unpack(bytes);
    var files = new Gathering();
    files.add(name, bytes);
    return files.bundle();
  }

  private static boolean isZip(byte[] bytes) {
    return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
  }

  /** Collects files until there are too many or too much. */
  static final class Gathering {
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private long bytes;

    int room() {
      return (int) (MOST_BYTES - bytes);
    }

    void add(String path, byte[] content) {
      if (path.length() > LONGEST_PATH) {
        throw new Unfit("A path is longer than %d characters.".formatted(LONGEST_PATH));
      }
      bytes += content.length;
      if (bytes > MOST_BYTES) {
        throw new Unfit(
            "There are more than %d MB of descriptors; import them in parts."
                .formatted(MOST_BYTES / 1024 / 1024));
      }
      files.put(path, content);
      if (files.size() > MOST_FILES) {
        throw new Unfit(
            "There are more than %,d files; import them in parts.".formatted(MOST_FILES));
      }
    }

    Bundle bundle() {
      return new Bundle(files);
    }
  }

  /** Where reading begins when one file was named among many; kept with the files themselves. */
  static final String START = "rialto-start.yml";

  Bundle startingAt(String path) {
    var all = new TreeMap<>(files);
    all.put(START, path.getBytes(StandardCharsets.UTF_8));
    return new Bundle(all);
  }

  byte[] pack() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Bundle unpack(byte[] packed) {
    var files = new Gathering();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory() || !isDescriptorFile(entry.getName())) continue;
        files.add(entry.getName(), zip.readNBytes(files.room() + 1));
      }
    } catch (ZipException e) {
      throw new Unfit("This is no whole zip archive: " + e.getMessage());
    } catch (IOException e) {
      throw new Unfit("This zip archive cannot be read to its end: " + e.getMessage());
    }
    return files.bundle();
  }

  /**
   * The text of a file: UTF-8, or UTF-16 where a byte order mark says so, as YAML has it. Anything
   * else is a mistake with its line, not a guess.
   */
  static String text(String path, byte[] bytes) {
    var charset = charset(bytes);
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate((int) Math.ceil(bytes.length * decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) if (bytes[i] == '\n') line++;
      throw new YamlDocuments.Broken(
          new Mistake(
              path,
              line,
              1,
              "Byte %,d is not %s; save the file as UTF-8."
                  .formatted(in.position() + 1, charset.name())));
    }
    out.flip();
    boolean marked = out.hasRemaining() && out.charAt(0) == '\uFEFF';
    return out.subSequence(marked ? 1 : 0, out.length()).toString();
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }
}
