package dev.rialto.manual;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.manual.Leaf.Heading;
import dev.rialto.manual.Leaf.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The API as people read it: nouns in groups, each with its doors, out of the description that the
 * house itself serves and that every story test holds its answers against. So it cannot lie.
 */
public record Reference(List<Group> groups) {

  /** Nouns that belong together. */
  public record Group(String name, List<Noun> nouns) {}

  /**
   * What the API has an address for.
   *
   * @param says what it is, in a sentence
   * @param guide the page of the guide about it
   * @param shapes the objects that are told of here first
   */
  public record Noun(
      String name,
      String slug,
      String says,
      String guide,
      List<Operation> operations,
      List<Shape> shapes) {

    static final String OBJECTS = "objects";

    List<Heading> headings() {
      var headings = new ArrayList<Heading>();
      operations.forEach(it -> headings.add(new Heading(2, it.id(), it.summary())));
      if (!shapes.isEmpty()) {
        headings.add(new Heading(2, OBJECTS, "Objects"));
        shapes.forEach(it -> headings.add(new Heading(3, it.id(), it.name())));
      }
      return headings;
    }

    List<Passage> passages() {
      var passages = new ArrayList<Passage>();
      for (var it : operations) {
        passages.add(
            new Passage(
                it.id(),
                it.summary(),
                it.method() + " " + it.path() + " " + it.says() + " " + names(it.fields())));
      }
      shapes.forEach(it -> passages.add(new Passage(it.id(), it.name(), names(it.fields()))));
      return passages;
    }

    private static String names(List<Field> fields) {
      return fields.stream()
          .map(it -> it.name() + " " + it.says())
          .collect(Collectors.joining(" "))
          .strip();
    }
  }

  /**
   * One method at one address.
   *
   * @param right who may use it, in words
   * @param fields what its body holds
   * @param body what its body is, in words; empty without one
   * @param call a line to paste
   * @param answers when it went well
   * @param refusals when it did not
   */
  public record Operation(
      String id,
      String method,
      String path,
      String summary,
      String says,
      String right,
      List<Field> parameters,
      Kind body,
      List<Field> fields,
      String call,
      List<Answer> answers,
      List<Answer> refusals) {}

  /**
   * An answer with its status.
   *
   * @param example what it may look like; empty without a body
   */
  public record Answer(String status, String says, Kind kind, String example) {}

  /**
   * A name with what may stand under it.
   *
   * @param where path, query or header for a parameter
   */
  public record Field(
      String name, String where, boolean required, Kind kind, String limits, String says) {}

  /**
   * What a value is, in words around the name of an object that has a place of its own.
   *
   * @param at where that object is described; empty when there is none
   */
  public record Kind(String before, String shape, String at, String after) {
    static final Kind NONE = new Kind("", "", "", "");

    /** Whether there is anything to say. */
    public boolean none() {
      return before.isEmpty() && shape.isEmpty();
    }
  }

  /** An object that several answers share. */
  public record Shape(String id, String name, String says, List<Field> fields, String example) {}

  List<Noun> nouns() {
    return groups.stream().flatMap(it -> it.nouns().stream()).toList();
  }

  static Reference of(JsonNode description) {
    return new ReferenceReader(description).read();
  }
}
