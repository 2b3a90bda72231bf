package dev.rialto.descriptors;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a bundle of files says: descriptors in order, and every mistake with its place. Begins
 * with the files called catalog-info, if there are any, and follows locations from there; else it
 * reads every file.
 */
record Reading(List<Entity> entities, List<Mistake> mistakes, List<Note> notes, int strangers) {
  /** Enough to mend a file by; the rest is like them. */
  static final int MOST_MISTAKES = 100;

  static final int MOST_NOTES = 1_000;

  /** Something that was read and is not used, with the reason. */
  record Note(String ref, String file, int line, String says) {}

  static Reading of(Bundle bundle) {
    return new Reader(bundle).read();
  }

  private static final class Reader {
    private final Bundle bundle;
    private final List<Entity> entities = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<Ref, Entity> first = new HashMap<>();
    private final Map<Ref, Ref> known = new HashMap<>();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private int strangers;

    Reader(Bundle bundle) {
      this.bundle = bundle;
    }

    Reading read() {
      var roots = roots();
      for (var root : roots.isEmpty() ? List.copyOf(bundle.files().keySet()) : roots) {
        if (seen.add(root)) waiting.add(root);
      }
      while (!waiting.isEmpty() && mistakes.size() < MOST_MISTAKES) file(waiting.remove());
      if (entities.isEmpty() && mistakes.isEmpty()) {
        mistakes.add(
            new Mistake(
                bundle.files().isEmpty() ? "nothing" : bundle.files().firstKey(),
                0,
                0,
                "There is no Backstage descriptor in it: one begins with apiVersion: backstage.io/v1alpha1."));
      }
      return new Reading(
          List.copyOf(entities),
          List.copyOf(mistakes.subList(0, Math.min(mistakes.size(), MOST_MISTAKES))),
          List.copyOf(notes),
          strangers);
    }

    private List<String> roots() {
      var start = bundle.files().get(Bundle.START);
      if (start != null) return List.of(new String(start, java.nio.charset.StandardCharsets.UTF_8));
      return bundle.files().keySet().stream()
          .filter(path -> path.matches("(?i)(.*/)?catalog-info\\.ya?ml"))
          .toList();
    }

    private void file(String path) {
      var bytes = bundle.files().get(path);
      if (bytes == null) return;
      try {
        YamlDocuments.read(path, Bundle.text(path, bytes), document -> document(path, document));
      } catch (YamlDocuments.Broken broken) {
        mistakes.add(broken.mistake());
      }
    }

    private void document(String path, YamlNode document) {
      switch (new EntityReader(path, mistakes, known).read(document)) {
        case EntityReader.Read.Described(Entity entity) -> keep(entity);
        case EntityReader.Read.Pointer(List<YamlNode.Scalar> targets) ->
            targets.forEach(target -> follow(path, target));
        case EntityReader.Read.Passed(Ref ref, int line) ->
            note(ref.toString(), path, line, "this kind means nothing to Rialto");
        case EntityReader.Read.Nothing(boolean isDescriptor) -> {
          if (!isDescriptor) strangers++;
        }
      }
    }

    private void keep(Entity entity) {
      var earlier = first.putIfAbsent(entity.ref(), entity);
      if (earlier == null) {
        entities.add(entity);
        return;
      }
      mistakes.add(
          new Mistake(
              entity.file(),
              entity.line(),
              1,
              "%s was described already, in %s, line %d; one of them is enough."
                  .formatted(entity.ref(), earlier.file(), earlier.line())));
    }

    private void note(String ref, String file, int line, String says) {
      if (notes.size() < MOST_NOTES) notes.add(new Note(ref, file, line, says));
    }

    /** Targets beside this file are read; others belong to an import of their own. */
    private void follow(String path, YamlNode.Scalar target) {
      var said = target.text().strip();
      if (said.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
        note(said, path, target.line(), "points elsewhere; import it as a source of its own");
        return;
      }
      var folder = Path.of(path).getParent();
      var wanted = (folder == null ? Path.of(said) : folder.resolve(said)).normalize();
      if (wanted.isAbsolute() || wanted.startsWith("..")) {
        mistakes.add(Mistake.of(path, target, "%s leads out of what was given.".formatted(said)));
        return;
      }
      var found = said.contains("*") ? matching(wanted.toString()) : List.of(wanted.toString());
      boolean any = false;
      for (var file : found) {
        if (!bundle.files().containsKey(file)) continue;
        any = true;
        if (seen.add(file)) waiting.add(file);
      }
      if (!any) {
        mistakes.add(
            Mistake.of(
                path,
                target,
                "%s is not there. Files that point at each other come together, as a zip, a folder or a Git repository."
                    .formatted(said)));
      }
    }

    private List<String> matching(String pattern) {
      var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      return bundle.files().keySet().stream().filter(f -> matcher.matches(Path.of(f))).toList();
    }
  }
}
