package dev.rialto.probes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Bytes written as text: {@code PING\r\n}, {@code \x16\x03}. A form cannot hold them otherwise. */
final class Escapes {
  private Escapes() {}

  /** Empty when a backslash is followed by something that means nothing. */
  static Optional<byte[]> bytes(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c != '\\') {
        bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
        continue;
      }
      if (i == text.length()) return Optional.empty();
      switch (text.charAt(i++)) {
        case 'r' -> bytes.write('\r');
        case 'n' -> bytes.write('\n');
        case 't' -> bytes.write('\t');
        case '0' -> bytes.write(0);
        case '\\' -> bytes.write('\\');
        case 'x' -> {
          if (i + 2 > text.length() || !text.substring(i, i + 2).matches("[0-9a-fA-F]{2}")) {
            return Optional.empty();
          }
          bytes.write(Integer.parseInt(text.substring(i, i + 2), 16));
          i += 2;
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(bytes.toByteArray());
  }
}
