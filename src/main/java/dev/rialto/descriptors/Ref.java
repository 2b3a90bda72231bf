package dev.rialto.descriptors;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one descriptor names another: {@code kind:namespace/name}, of which kind and namespace may be
 * left out where the place says which is meant. Case does not matter. Pure.
 */
public record Ref(String kind, String namespace, String name) implements Comparable<Ref> {
  static final String DEFAULT_NAMESPACE = "default";

  private static final int LONGEST = 63;

  static Ref of(String kind, String namespace, String name) {
    return new Ref(fold(kind), fold(namespace), fold(name));
  }

  /** Empty when the text names nothing. */
  static Optional<Ref> parse(String text, String defaultKind, String defaultNamespace) {
    int colon = text.indexOf(':');
    var kind = colon < 0 ? defaultKind : text.substring(0, colon);
    var rest = text.substring(colon + 1);
    int slash = rest.indexOf('/');
    var namespace = slash < 0 ? defaultNamespace : rest.substring(0, slash);
    var name = rest.substring(slash + 1);
    return isKind(kind) && isNamespace(namespace) && isName(name)
        ? Optional.of(of(kind, namespace, name))
        : Optional.empty();
  }

  /** Reads what {@link #toString} wrote. */
  static Ref read(String said) {
    int colon = said.indexOf(':');
    int slash = said.indexOf('/', colon);
    if (colon < 0 || slash < 0) throw new IllegalArgumentException(said);
    return new Ref(
        said.substring(0, colon), said.substring(colon + 1, slash), said.substring(slash + 1));
  }

  /** Letters and digits, parted by hyphens, underscores and dots; at most 63. */
  static boolean isName(String text) {
    return isParted(text, "-_.");
  }

  static boolean isNamespace(String text) {
    return isParted(text, "-");
  }

  static boolean isKind(String text) {
    return isParted(text, "") && !isDigit(text.charAt(0));
  }

  /** By hand and not by pattern: a large import asks two million times. */
  private static boolean isParted(String text, String between) {
    if (text.isEmpty() || text.length() > LONGEST) return false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inside = i > 0 && i < text.length() - 1;
      if (!isLetter(c) && !isDigit(c) && !(inside && between.indexOf(c) >= 0)) return false;
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Which noun of this house a descriptor of this kind becomes. */
  String becomes() {
    return switch (kind) {
      case "component", "resource" -> "service";
      case "domain", "system" -> "capability";
      case "group" -> "team";
      case "user" -> "person";
      default -> "none";
    };
  }

  /** Short names to try: the name alone, then with what tells it apart, in the end unmistakably. */
  List<String> slugs() {
    return List.of(
        name,
        namespace + "-" + name,
        name + "-" + kind,
        namespace + "-" + name + "-" + kind,
        name + "-" + Integer.toHexString(hashCode()));
  }

  boolean isOf(String... kinds) {
    for (var each : kinds) if (each.equals(kind)) return true;
    return false;
  }

  @Override
  public int compareTo(Ref other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return kind + ":" + namespace + "/" + name;
  }
}
