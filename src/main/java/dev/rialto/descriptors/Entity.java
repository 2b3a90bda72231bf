package dev.rialto.descriptors;

import dev.rialto.catalog.Link;
import dev.rialto.catalog.Repository;
import dev.rialto.platform.Json;
import dev.rialto.platform.Sha256;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one descriptor says, in the terms of this house and without what nobody here reads.
 *
 * @param ties what {@link Body#ties} says, understood
 * @param hash the same digest means: nothing to do
 */
record Entity(Ref ref, String file, int line, Body body, List<Tie> ties, String hash) {
  private static final int LONGEST_ORIGIN = 300;

  static Entity of(Ref ref, String file, int line, Body body, List<Tie> ties) {
    return new Entity(ref, file, line, body, ties, hash(body));
  }

  /** One that was kept, read back. */
  static Entity of(Ref ref, String file, int line, Body body) {
    var ties = body.ties().stream().map(said -> Tie.read(ref, said)).toList();
    return of(ref, file, line, body, ties);
  }

  /**
   * The part that is compared and kept: where it stood may change without a change.
   *
   * @param ties as this descriptor tells them, sorted
   */
  record Body(
      String title,
      String description,
      String type,
      String lifecycle,
      String email,
      List<Link> links,
      List<Repository> repositories,
      List<String> ties) {

    /** Field by field, in words, for the diff. */
    SortedMap<String, String> said() {
      var said = new TreeMap<String, String>();
      put(said, "title", title);
      put(said, "description", description);
      put(said, "type", type);
      put(said, "lifecycle", lifecycle);
      put(said, "email", email);
      for (var link : links) add(said, "links", link.title() + " " + link.url());
      for (var repository : repositories) {
        add(said, "repositories", repository.url() + " (" + repository.kind() + ")");
      }
      for (var tie : ties) {
        int space = tie.indexOf(' ');
        add(said, tie.substring(0, space), tie.substring(space + 1));
      }
      return said;
    }

    private static void put(SortedMap<String, String> said, String field, String value) {
      if (!value.isEmpty()) said.put(field, value);
    }

    private static void add(SortedMap<String, String> said, String field, String value) {
      said.merge(field, value, (all, one) -> all + ", " + one);
    }
  }

  /** Who has no address is known by one that leads nowhere, as RFC 2606 keeps for this. */
  String email() {
    if (!body.email().isEmpty()) return body.email();
    return ref.namespace().equals(Ref.DEFAULT_NAMESPACE)
        ? ref.name() + "@users.invalid"
        : ref.name() + "@" + ref.namespace() + ".users.invalid";
  }

  /** Where it was told, for whoever wants to change it there. */
  String origin() {
    var origin = ref + " in " + file;
    return origin.length() <= LONGEST_ORIGIN
        ? origin
        : origin.substring(0, LONGEST_ORIGIN - 1) + "…";
  }

  private static String hash(Body body) {
    return HexFormat.of().formatHex(Sha256.of(Json.write(body)));
  }
}
