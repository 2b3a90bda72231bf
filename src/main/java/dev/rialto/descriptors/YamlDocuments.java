package dev.rialto.descriptors;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Takes YAML apart one document at a time, so that a file of fifty thousand never stands in memory
 * whole. SnakeYAML parses; its composer was refused because it builds Java objects from tags and
 * forgets where they stood. No tag means anything here.
 */
final class YamlDocuments {
  static final int DEEPEST = 50;

  /** Pieces of one document, aliases counted as often as they are followed. */
  static final int MOST_NODES = 50_000;

  static final int MOST_DOCUMENTS = 200_000;

  private final String file;
  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int documents;

  /** What an alias repeats, and how many pieces that is. */
  private record Anchored(YamlNode node, int size) {}

  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Mistake mistake;

    Broken(Mistake mistake) {
      super(mistake.reason());
      this.mistake = mistake;
    }

    Mistake mistake() {
      return mistake;
    }
  }

  private YamlDocuments(String file, String text) {
    this.file = file;
    var options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // the bundle is limited as a whole
    options.setNestingDepthLimit(DEEPEST * 2);
    options.setProcessComments(false);
    events = new Yaml(options).parse(new StringReader(text)).iterator();
  }

  /** Hands over each document; throws {@link Broken} at the first place that is not YAML. */
  static void read(String file, String text, Consumer<YamlNode> document) {
    try {
      new YamlDocuments(file, text).each(document);
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw new Broken(
          new Mistake(
              file,
              mark == null ? 0 : mark.getLine() + 1,
              mark == null ? 0 : mark.getColumn() + 1,
              reason(e.getProblem())));
    } catch (YAMLException e) {
      throw new Broken(new Mistake(file, lineOfStranger(text), 1, reason(e)));
    }
  }

  private static String reason(YAMLException e) {
    return reason(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }

  /** The parser's own words, without the names of its tokens. */
  private static String reason(String said) {
    return "This is not YAML: "
        + said.replace("but got <stream end>", "but the file ends")
            .replace("but found <stream end>", "but the file ends")
            .replaceAll("<([a-z ]+)>", "$1");
  }

  /** Where a character stands that YAML does not allow. */
  private static int lineOfStranger(String text) {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') line++;
      else if (c < ' ' && c != '\t' && c != '\r') return line;
    }
    return 0;
  }

  private void each(Consumer<YamlNode> document) {
    while (events.hasNext()) {
      var event = events.next();
      if (!(event instanceof DocumentStartEvent)) continue;
      if (++documents > MOST_DOCUMENTS) {
        throw broken(
            event.getStartMark(), "More than %d documents in one file.".formatted(MOST_DOCUMENTS));
      }
      anchors.clear();
      nodes = 0;
      var root = node(events.next(), 0);
      if (!(root instanceof YamlNode.Scalar scalar && scalar.isNull())) document.accept(root);
      while (events.hasNext() && !(events.next() instanceof DocumentEndEvent)) {
        // nothing stands between the root and the end
      }
    }
  }

  private YamlNode node(Event event, int depth) {
    if (depth > DEEPEST) {
      throw broken(event.getStartMark(), "Nested deeper than %d.".formatted(DEEPEST));
    }
    int before = nodes;
    count(event, 1);
    if (event instanceof AliasEvent alias) return repeat(alias);
    var start = event.getStartMark();
    int line = start.getLine() + 1;
    int column = start.getColumn() + 1;
    String anchor = null;
    YamlNode node;
    switch (event) {
      case ScalarEvent scalar -> {
        anchor = scalar.getAnchor();
        node = new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), line, column);
      }
      case SequenceStartEvent sequence -> {
        anchor = sequence.getAnchor();
        node = new YamlNode.Sequence(items(depth), line, column);
      }
      case MappingStartEvent mapping -> {
        anchor = mapping.getAnchor();
        node = new YamlNode.Mapping(fields(depth), line, column);
      }
      default -> throw broken(start, "Something is missing here.");
    }
    if (anchor != null) anchors.put(anchor, new Anchored(node, nodes - before));
    return node;
  }

  private YamlNode repeat(AliasEvent alias) {
    var known = anchors.get(alias.getAnchor());
    if (known == null) {
      throw broken(
          alias.getStartMark(),
          "*%s repeats nothing: an anchor stands before its alias, and not around it."
              .formatted(alias.getAnchor()));
    }
    count(alias, known.size());
    return known.node();
  }

  private void count(Event at, int more) {
    nodes += more;
    if (nodes > MOST_NODES || nodes < 0) {
      throw broken(
          at.getStartMark(),
          "This document unfolds to more than %,d pieces; a descriptor has a few hundred."
              .formatted(MOST_NODES));
    }
  }

  private List<YamlNode> items(int depth) {
    var items = new ArrayList<YamlNode>();
    for (var next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return items;
  }

  private Map<String, YamlNode> fields(int depth) {
    var fields = new LinkedHashMap<String, YamlNode>();
    var merged = new ArrayList<YamlNode>();
    for (var next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
      if (!(node(next, depth + 1) instanceof YamlNode.Scalar key)) {
        throw broken(next.getStartMark(), "The name of a field has to be a word.");
      }
      var value = node(events.next(), depth + 1);
      if (key.plain() && key.text().equals("<<")) {
        merged.add(value);
      } else if (fields.put(key.text(), value) != null) {
        throw broken(
            next.getStartMark(), "“%s” stands here twice.".formatted(shortened(key.text())));
      }
    }
    for (var each : merged) merge(fields, each);
    return fields;
  }

  private void merge(Map<String, YamlNode> fields, YamlNode from) {
    switch (from) {
      case YamlNode.Mapping mapping -> mapping.fields().forEach(fields::putIfAbsent);
      case YamlNode.Sequence sequence -> sequence.items().forEach(item -> merge(fields, item));
      case YamlNode.Scalar scalar ->
          throw new Broken(Mistake.of(file, scalar, "<< merges a mapping, not a word."));
    }
  }

  private Broken broken(@Nullable Mark at, String reason) {
    return new Broken(
        new Mistake(
            file, at == null ? 0 : at.getLine() + 1, at == null ? 0 : at.getColumn() + 1, reason));
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
