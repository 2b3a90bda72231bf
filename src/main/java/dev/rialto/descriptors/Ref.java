package dev.rialto.descriptors;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one descriptor names another: {@code kind:namespace/name}, of which kind and namespace may be
 * left out where the place says which is meant. Case does not matter. Pure.
 */
public record Ref(String kind, String namespace, String name) implements Comparable<Ref> {
  static final String DEFAULT_NAMESPACE = "default";

  /** Letters and digits, parted by hyphens, underscores and dots; at most 63. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(?:[-_.]+[A-Za-z0-9]+)*");

  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*");
  private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
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
    return parse(said, "", "").orElseThrow(() -> new IllegalArgumentException(said));
  }

  static boolean isName(String text) {
    return text.length() <= LONGEST && NAME.matcher(text).matches();
  }

  static boolean isNamespace(String text) {
    return text.length() <= LONGEST && NAMESPACE.matcher(text).matches();
  }

  static boolean isKind(String text) {
    return text.length() <= LONGEST && KIND.matcher(text).matches();
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
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
