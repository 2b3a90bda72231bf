package dev.rialto.descriptors;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML document that remembers where it stood. Lines and columns count from one. */
sealed interface YamlNode {
  int line();

  int column();

  record Scalar(String text, boolean plain, int line, int column) implements YamlNode {
    /** Written without quotes, these mean nothing. */
    boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }
  }

  record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {}

  record Mapping(Map<String, YamlNode> fields, int line, int column) implements YamlNode {
    @Nullable YamlNode get(String field) {
      var node = fields.get(field);
      return node instanceof Scalar scalar && scalar.isNull() ? null : node;
    }
  }
}
