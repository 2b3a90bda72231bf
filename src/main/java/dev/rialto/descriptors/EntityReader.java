package dev.rialto.descriptors;

import dev.rialto.catalog.Link;
import dev.rialto.catalog.Repository;
import dev.rialto.descriptors.Tie.Type;
import dev.rialto.platform.Scrutiny;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Understands one document as a Backstage descriptor. What this house does not use is passed over;
 * what it uses and cannot read is a mistake with its place. Pure.
 */
final class EntityReader {
  static final int LONGEST_TITLE = 80;
  static final int LONGEST_WORDS = 4_000;
  static final int MOST_LINKS = 20;
  static final int MOST_TIES = 2_000;
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_EMAIL = 254;

  private static final String OURS = "backstage.io/";
  private static final Set<String> USED =
      Set.of("component", "system", "domain", "api", "resource", "group", "user");

  /** Where a repository hides among the annotations. */
  private static final Set<String> SOURCE_ANNOTATIONS =
      Set.of("backstage.io/source-location", "backstage.io/view-url");

  private final String file;
  private final List<Mistake> mistakes;

  /** Half a million ties name the same few thousand: each is kept once. */
  private final Map<Ref, Ref> known;

  private final SortedMap<String, Tie> ties = new TreeMap<>();

  EntityReader(String file, List<Mistake> mistakes, Map<Ref, Ref> known) {
    this.file = file;
    this.mistakes = mistakes;
    this.known = known;
  }

  /** What a document turned out to be. */
  sealed interface Read {
    record Described(Entity entity) implements Read {}

    /** Other files to read. */
    record Pointer(List<YamlNode.Scalar> targets) implements Read {}

    /** A descriptor of a kind that means nothing here. */
    record Passed(Ref ref, int line) implements Read {}

    /** Some other YAML, or a descriptor with a mistake that has been noted. */
    record Nothing(boolean isDescriptor) implements Read {}
  }

  Read read(YamlNode document) {
    if (!(document instanceof YamlNode.Mapping root)) return new Read.Nothing(false);
    var version = root.get("apiVersion");
    if (!(version instanceof YamlNode.Scalar said) || !said.text().contains(OURS)) {
      return new Read.Nothing(false);
    }
    var kind = word(root, "kind", true);
    var metadata = mapping(root, "metadata", true);
    if (kind.isEmpty() || metadata == null) return new Read.Nothing(true);
    var ref = ref(root, kind, metadata);
    if (ref == null) return new Read.Nothing(true);
    var spec = mapping(root, "spec", false);
    if (ref.kind().equals("location")) return pointer(spec);
    if (!USED.contains(ref.kind()) || !said.text().startsWith(OURS)) {
      return new Read.Passed(ref, root.line());
    }
    var body =
        body(ref, metadata, spec == null ? new YamlNode.Mapping(Map.of(), 1, 1) : spec, root);
    return new Read.Described(Entity.of(ref, file, root.line(), body, List.copyOf(ties.values())));
  }

  private @Nullable Ref ref(YamlNode.Mapping root, String kind, YamlNode.Mapping metadata) {
    var name = word(metadata, "name", true);
    var namespace = word(metadata, "namespace", false);
    if (name.isEmpty()) return null;
    if (!Ref.isKind(kind)) {
      wrong(at(root, "kind"), "A kind is one word, such as Component.");
      return null;
    }
    if (!Ref.isName(name)) {
      wrong(
          at(metadata, "name"),
          "“%s” is no name: letters and digits, parted by -, _ or a dot, at most 63."
              .formatted(YamlDocuments.shortened(name)));
      return null;
    }
    if (!namespace.isEmpty() && !Ref.isNamespace(namespace)) {
      wrong(at(metadata, "namespace"), "A namespace has letters, digits and hyphens, at most 63.");
      return null;
    }
    return once(Ref.of(kind, namespace.isEmpty() ? Ref.DEFAULT_NAMESPACE : namespace, name));
  }

  private Ref once(Ref ref) {
    var same = known.putIfAbsent(ref, ref);
    return same == null ? ref : same;
  }

  private void keep(Ref self, Tie tie) {
    ties.put(tie.saidBy(self), tie);
  }

  private Read pointer(YamlNode.@Nullable Mapping spec) {
    var targets = new ArrayList<YamlNode.Scalar>();
    if (spec != null) {
      targets.addAll(words(spec, "target"));
      targets.addAll(words(spec, "targets"));
    }
    return new Read.Pointer(targets);
  }

  private Entity.Body body(
      Ref ref, YamlNode.Mapping metadata, YamlNode.Mapping spec, YamlNode.Mapping root) {
    tie(ref, spec, "owner", Type.OWNED_BY, false, "group");
    tie(ref, spec, "system", Type.PART_OF, false, "system");
    tie(ref, spec, "domain", Type.PART_OF, false, "domain");
    tie(ref, spec, "subcomponentOf", Type.PART_OF, false, "component");
    tie(ref, spec, "subdomainOf", Type.PART_OF, false, "domain");
    tie(ref, spec, "dependsOn", Type.DEPENDS_ON, false, "component");
    tie(ref, spec, "dependencyOf", Type.DEPENDS_ON, true, "component");
    tie(ref, spec, "providesApis", Type.PROVIDES, false, "api");
    tie(ref, spec, "consumesApis", Type.CONSUMES, false, "api");
    tie(ref, spec, "memberOf", Type.MEMBER_OF, false, "group");
    tie(ref, spec, "members", Type.MEMBER_OF, true, "user");
    tie(ref, spec, "parent", Type.CHILD_OF, false, "group");
    tie(ref, spec, "children", Type.CHILD_OF, true, "group");
    relations(ref, root);
    if (ties.size() > MOST_TIES) {
      wrong(root, "More than %,d relations on one descriptor.".formatted(MOST_TIES));
    }
    var profile = mapping(spec, "profile", false);
    var title = word(metadata, "title", false);
    if (title.isEmpty() && profile != null) title = word(profile, "displayName", false);
    return new Entity.Body(
        cut(line(title.isEmpty() ? word(metadata, "name", true) : title), LONGEST_TITLE),
        cut(word(metadata, "description", false), LONGEST_WORDS),
        cut(line(word(spec, "type", false)), 63),
        cut(line(word(spec, "lifecycle", false)), 63),
        profile == null ? "" : cut(line(word(profile, "email", false)), LONGEST_EMAIL),
        links(metadata),
        repositories(metadata),
        List.copyOf(ties.keySet()));
  }

  private void tie(
      Ref ref,
      YamlNode.Mapping spec,
      String field,
      Type type,
      boolean backward,
      String defaultKind) {
    for (var scalar : words(spec, field)) {
      var other = Ref.parse(scalar.text().strip(), defaultKind, ref.namespace());
      if (other.isEmpty()) {
        wrong(
            scalar,
            "“%s” names no descriptor; %s wants kind:namespace/name, of which the name is enough."
                .formatted(YamlDocuments.shortened(scalar.text()), field));
      } else {
        keep(ref, Tie.told(ref, type, backward, once(other.get())));
      }
    }
  }

  /** A catalog that was exported carries its relations, told from this end. */
  private void relations(Ref ref, YamlNode.Mapping root) {
    if (!(root.get("relations") instanceof YamlNode.Sequence relations)) return;
    for (var item : relations.items()) {
      if (!(item instanceof YamlNode.Mapping relation)) continue;
      var word = word(relation, "type", true);
      var target = word(relation, "targetRef", false);
      var other =
          target.isEmpty() && relation.get("target") instanceof YamlNode.Mapping old
              ? Optional.of(
                  Ref.of(
                      word(old, "kind", true),
                      word(old, "namespace", true),
                      word(old, "name", true)))
              : Ref.parse(target, "component", ref.namespace());
      if (other.isEmpty()) {
        wrong(relation, "A relation needs a targetRef, such as group:default/checkout.");
      } else {
        Tie.told(ref, word, once(other.get())).ifPresent(tie -> keep(ref, tie));
      }
    }
  }

  private List<Link> links(YamlNode.Mapping metadata) {
    var links = new ArrayList<Link>();
    if (!(metadata.get("links") instanceof YamlNode.Sequence all)) return links;
    for (var item : all.items()) {
      if (!(item instanceof YamlNode.Mapping link)) continue;
      var url = word(link, "url", true);
      if (!isWeb(url)) {
        if (!url.isEmpty()) {
          wrong(at(link, "url"), "A link begins with https:// or http://, and names a host.");
        }
        continue;
      }
      var title = word(link, "title", false);
      if (links.size() < MOST_LINKS) {
        links.add(
            new Link(
                cut(line(title.isEmpty() ? url : title), LONGEST_TITLE),
                url,
                linkType(word(link, "type", false) + " " + word(link, "icon", false))));
      }
    }
    return links;
  }

  private static String linkType(String said) {
    var folded = said.toLowerCase(Locale.ROOT);
    if (folded.contains("dashboard")) return "dashboard";
    if (folded.contains("log")) return "logs";
    if (folded.contains("trac")) return "traces";
    return "other";
  }

  private List<Repository> repositories(YamlNode.Mapping metadata) {
    var found = new ArrayList<Repository>();
    if (!(metadata.get("annotations") instanceof YamlNode.Mapping annotations)) return found;
    annotations
        .fields()
        .forEach(
            (key, value) -> {
              if (!(value instanceof YamlNode.Scalar scalar)) return;
              var said = scalar.text().strip();
              if (SOURCE_ANNOTATIONS.contains(key)) {
                var url = said.startsWith("url:") ? said.substring(4) : said;
                if (isWeb(url)) found.add(new Repository(url, "code"));
              } else if (key.equals("github.com/project-slug")
                  && said.matches("[\\w.-]+/[\\w.-]+")) {
                found.add(new Repository("https://github.com/" + said, "code"));
              } else if (key.equals("gitlab.com/project-slug")
                  && said.matches("[\\w.-]+(/[\\w.-]+)+")) {
                found.add(new Repository("https://gitlab.com/" + said, "code"));
              }
            });
    return found.stream().distinct().limit(MOST_LINKS).toList();
  }

  private static boolean isWeb(String url) {
    return url.length() <= LONGEST_URL
        && new Scrutiny().webLink("url", url).wrongs().isEmpty()
        && !url.isEmpty();
  }

  private YamlNode.@Nullable Mapping mapping(YamlNode.Mapping in, String field, boolean needed) {
    var node = in.get(field);
    if (node instanceof YamlNode.Mapping mapping) return mapping;
    if (node != null) wrong(node, "%s has fields of its own, indented below it.".formatted(field));
    else if (needed) wrong(in, "%s is missing.".formatted(field));
    return null;
  }

  private String word(YamlNode.Mapping in, String field, boolean needed) {
    var node = in.get(field);
    if (node instanceof YamlNode.Scalar scalar) return Scrutiny.tidy(scalar.text());
    if (node != null) wrong(node, "%s has to be text.".formatted(field));
    else if (needed) wrong(in, "%s is missing.".formatted(field));
    return "";
  }

  /** One word or a list of them. */
  private List<YamlNode.Scalar> words(YamlNode.Mapping in, String field) {
    var node = in.get(field);
    var words = new ArrayList<YamlNode.Scalar>();
    switch (node) {
      case null -> {}
      case YamlNode.Scalar scalar -> words.add(scalar);
      case YamlNode.Mapping mapping -> wrong(mapping, "%s is a list of names.".formatted(field));
      case YamlNode.Sequence sequence -> {
        for (var item : sequence.items()) {
          if (item instanceof YamlNode.Scalar scalar) words.add(scalar);
          else wrong(item, "%s is a list of names.".formatted(field));
        }
      }
    }
    return words;
  }

  private static YamlNode at(YamlNode.Mapping in, String field) {
    var node = in.fields().get(field);
    return node == null ? in : node;
  }

  private void wrong(YamlNode at, String reason) {
    mistakes.add(Mistake.of(file, at, reason));
  }

  private static String line(String text) {
    return text.chars().noneMatch(Character::isISOControl)
        ? text
        : text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, longest - 1))) + "…";
  }
}
