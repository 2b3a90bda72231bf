package dev.rialto.descriptors;

/** Something that has to be mended in a file before anything is imported: where, and what. */
public record Mistake(String file, int line, int column, String reason) {
  static Mistake of(String file, YamlNode at, String reason) {
    return new Mistake(file, at.line(), at.column(), reason);
  }

  public String where() {
    return line == 0 ? file : "%s, line %d, column %d".formatted(file, line, column);
  }
}
