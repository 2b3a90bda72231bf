package dev.rialto.checks;

import dev.rialto.platform.Vault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Seals what a probe must know and nobody may read, and opens it for whoever probes. */
final class Secrets {
  private final Vault vault;

  Secrets(Vault vault) {
    this.vault = vault;
  }

  /** Sealed anew only where something else was typed, so that a seal tells of a change. */
  Map<String, String> sealed(long id, Map<String, String> secrets, Map<String, String> before) {
    var opened = opened(id, before);
    var sealed = new LinkedHashMap<String, String>();
    secrets.forEach(
        (name, value) -> {
          var old = before.get(name);
          sealed.put(
              name,
              old != null && value.equals(opened.get(name))
                  ? old
                  : vault.seal(value, context(id, name)));
        });
    return sealed;
  }

  Map<String, String> opened(long id, Map<String, String> sealed) {
    var opened = new LinkedHashMap<String, String>();
    sealed.forEach((name, seal) -> opened.put(name, vault.open(seal, context(id, name))));
    return opened;
  }

  /** Which of them are not what they were. */
  Set<String> changed(long id, Map<String, String> before, Map<String, String> after) {
    var opened = opened(id, before);
    var changed = new TreeSet<String>();
    after.forEach(
        (name, value) -> {
          if (!value.equals(opened.get(name))) {
            changed.add(name);
          }
        });
    return changed;
  }

  private static String context(long id, String name) {
    return "check:" + id + ":" + name;
  }
}
