package dev.rialto.signals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body token by token and says exactly where it stops making sense. After a fault inside
 * one alert it can go on with the next one, which a tree parser cannot.
 */
final class Reading implements AutoCloseable {
  static final int MAX_DEPTH = 32;
  static final int MAX_NAME = 512;
  static final int MAX_TEXT = 16_384;
  static final int MAX_LABELS = 64;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(64)
                  .build())
          // Names come from strangers: interned, they would stay for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  private final JsonParser parser;
  private int depth;

  Reading(byte[] body) {
    int start = afterByteOrderMark(body);
    mustBeUtf8(body);
    try {
      parser = FACTORY.createParser(body, start, body.length - start);
    } catch (IOException e) {
      throw Malformed.body("", "not readable: " + e.getMessage());
    }
  }

  private static int afterByteOrderMark(byte[] body) {
    return body.length >= 3
            && body[0] == (byte) 0xef
            && body[1] == (byte) 0xbb
            && body[2] == (byte) 0xbf
        ? 3
        : 0;
  }

  /**
   * Jackson lets some overlong and surrogate sequences pass, which PostgreSQL would refuse later.
   */
  private static void mustBeUtf8(byte[] body) {
    int i = 0;
    while (i < body.length && body[i] >= 0) {
      i++;
    }
    if (i == body.length) {
      return;
    }
    var bytes = ByteBuffer.wrap(body);
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes);
    } catch (CharacterCodingException e) {
      throw Malformed.body(
          "", "byte " + bytes.position() + " is not UTF-8. Send the body as UTF-8.");
    }
  }

  @Nullable JsonToken next() {
    try {
      var token = parser.nextToken();
      if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
        depth++;
      } else if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
        depth--;
      }
      return token;
    } catch (StreamConstraintsException e) {
      throw Malformed.body(
          pointer(), "nested or long beyond reason (at most " + MAX_DEPTH + " levels)");
    } catch (JsonEOFException e) {
      throw Malformed.body(pointer(), "the body ends too early. Send it whole.");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Malformed.body(
          pointer(),
          "not JSON at line %d, column %d: %s"
              .formatted(at.getLineNr(), at.getColumnNr(), firstLine(e.getOriginalMessage())));
    } catch (IOException e) {
      throw Malformed.body(pointer(), "not readable: " + e.getMessage());
    }
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  String pointer() {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  int depth() {
    return depth;
  }

  /** Leaves whatever is half read, so that the next token is the next element at this depth. */
  void backTo(int depth) {
    while (this.depth > depth) {
      if (next() == null) {
        throw Malformed.body(pointer(), "ends too early");
      }
    }
  }

  /** Nothing may follow the document: half of a second one is a sign of a cut or glued body. */
  void mustEnd() {
    if (next() != null) {
      throw Malformed.body("", "something follows the end of the document. Send one document.");
    }
  }

  String name() {
    try {
      var name = parser.currentName();
      if (name.length() > MAX_NAME) {
        throw wrong("a name of more than " + MAX_NAME + " characters");
      }
      return storable(name);
    } catch (IOException e) {
      throw Malformed.body(pointer(), "not readable: " + e.getMessage());
    }
  }

  /** Goes over the value of a field that means nothing here; it stays in the raw signal. */
  void pass() {
    int before = depth;
    next();
    backTo(before);
  }

  void mustBe(@Nullable JsonToken token, JsonToken wanted, String what) {
    if (token != wanted) {
      throw wrong("expected " + what + ", found " + called(token));
    }
  }

  String text(@Nullable JsonToken token, int most) {
    mustBe(token, JsonToken.VALUE_STRING, "a string");
    return within(value(), most);
  }

  /** A text whose absence may be said as null. */
  @Nullable String textOrNull(int most) {
    var token = next();
    return token == JsonToken.VALUE_NULL ? null : text(token, most);
  }

  /** As {@link #textOrNull}, where people write 3 or true and mean the words. */
  @Nullable String scalarOrNull(int most) {
    var token = next();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token == null || !token.isScalarValue()) {
      throw wrong("expected a string, found " + called(token));
    }
    return within(value(), most);
  }

  private String value() {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw Malformed.body(pointer(), "not readable: " + firstLine(e.toString()));
    }
  }

  private String within(String text, int most) {
    if (text.length() > most) {
      throw wrong("%,d characters long, at most %,d are taken".formatted(text.length(), most));
    }
    return storable(text);
  }

  /** PostgreSQL keeps every text but these two. */
  private String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw wrong("contains the character U+0000, which no text may hold. Leave it out.");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw wrong("contains half of a surrogate pair. Send the whole character.");
        }
        i++;
      }
    }
    return text;
  }

  /** A set of labels or annotations; empty values mean that the label is not there. */
  SortedMap<String, String> map(String what, boolean strict) {
    var map = new TreeMap<String, String>();
    var token = next();
    if (token == JsonToken.VALUE_NULL) {
      return map;
    }
    mustBe(token, JsonToken.START_OBJECT, "an object of " + what);
    int seen = 0;
    while (next() != JsonToken.END_OBJECT) {
      var name = name();
      if (++seen > MAX_LABELS) {
        throw Malformed.alert(
            parser.getParsingContext().getParent().pathAsPointer().toString(),
            "more than " + MAX_LABELS + " " + what + ". Send only those that people need.");
      }
      if (name.isBlank()) {
        throw wrong("a name is empty. Give it one.");
      }
      var value = strict ? text(next(), MAX_TEXT) : scalarOrNull(MAX_TEXT);
      if (map.put(name, value == null ? "" : value) != null) {
        throw wrong("the name “" + name + "” occurs twice. Keep one.");
      }
    }
    map.values().removeIf(String::isEmpty);
    return map;
  }

  /** A time of RFC 3339; the year 1 is how Go writes "not set". */
  @Nullable Instant timeOrNull() {
    var text = textOrNull(64);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      var time = Timestamps.parse(text);
      return time.equals(Timestamps.NOT_SET) ? null : time;
    } catch (DateTimeException e) {
      throw wrong("“" + text + "” is no time. Write it as 2026-11-20T14:05:00Z.");
    }
  }

  Malformed wrong(String reason) {
    return Malformed.alert(pointer(), reason);
  }

  private static String called(@Nullable JsonToken token) {
    return switch (token) {
      case null -> "the end of the body";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "“" + token.asString() + "”";
    };
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
