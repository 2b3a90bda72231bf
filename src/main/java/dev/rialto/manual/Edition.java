package dev.rialto.manual;

import dev.rialto.manual.Leaf.Spot;
import dev.rialto.platform.Json;
import dev.rialto.platform.Lazy;
import dev.rialto.platform.Pages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The whole manual with one kind of links, in the order of its story. Each page is drawn once, when
 * it is first asked for.
 */
final class Edition {
  static final String API = "guide/api";
  static final String REASONS = "adr";
  private static final String BELOW_API = "api/";

  private final Papers papers;
  private final Reference reference;
  private final Links links;
  private final Pages pages;
  private final Contents contents;
  private final List<Spot> spine = new ArrayList<>();
  private final Map<String, Lazy<Leaf>> leaves = new LinkedHashMap<>();

  Edition(Papers papers, Reference reference, Links links, Pages pages) {
    this.papers = papers;
    this.reference = reference;
    this.links = links;
    this.pages = pages;
    this.contents = Contents.of(papers.text(Papers.START));
    add(
        new Spot("", contents.title(), "", contents.lead(), false),
        spot -> new Leaf(spot, "", List.of(), List.of()));
    for (var part : contents.parts()) {
      for (var entry : part.entries()) {
        var paper = Links.target(Papers.START, entry.paper());
        var spot = new Spot(Links.path(paper), entry.title(), part.title(), entry.says(), false);
        add(spot, it -> prose(it, paper, papers.text(paper) + listed(it)));
        below(spot);
      }
    }
  }

  private interface Drawing {
    Leaf draw(Spot spot);
  }

  private void add(Spot spot, Drawing drawing) {
    spine.add(spot);
    leaves.put(spot.path(), new Lazy<>(() -> drawing.draw(spot)));
  }

  /** Nouns follow the page about the API, and decisions the page about them. */
  private void below(Spot above) {
    if (above.path().equals(API)) {
      for (var noun : reference.nouns()) {
        add(
            new Spot(BELOW_API + noun.slug(), noun.name(), above.part(), noun.says(), true),
            spot -> noun(spot, noun));
      }
    } else if (above.path().equals(REASONS)) {
      for (var paper : papers.in("docs/" + REASONS)) {
        add(
            new Spot(Links.path(paper), titleOf(paper), above.part(), "", true),
            spot -> prose(spot, paper, papers.text(paper)));
      }
    }
  }

  private String titleOf(String paper) {
    return papers.text(paper).lines().findFirst().orElse("").replaceFirst("^#\\s*", "");
  }

  /** What a page that others stand below says of them. */
  private String listed(Spot spot) {
    if (spot.path().equals(API)) {
      return reference.groups().stream()
          .map(
              group ->
                  "\n\n## "
                      + group.name()
                      + "\n\n"
                      + group.nouns().stream()
                          .map(
                              n ->
                                  "- [%s](../api/%s.md): %s"
                                      .formatted(n.name(), n.slug(), n.says()))
                          .collect(Collectors.joining("\n")))
          .collect(Collectors.joining());
    }
    if (spot.path().equals(REASONS)) {
      return "\n\n"
          + papers.in("docs/" + REASONS).stream()
              .map(it -> "- [%s](%s)".formatted(titleOf(it), it.replaceFirst(".*/", "")))
              .collect(Collectors.joining("\n"));
    }
    return "";
  }

  List<Spot> spine() {
    return spine;
  }

  Contents contents() {
    return contents;
  }

  Links links() {
    return links;
  }

  Optional<Leaf> leaf(String path) {
    return Optional.ofNullable(leaves.get(path)).map(Lazy::get);
  }

  private Leaf prose(Spot spot, String paper, String text) {
    // The licence is no Markdown.
    var marked = paper.endsWith(".md") ? text : "# Licence\n\n```\n" + text + "\n```\n";
    var prose = Prose.of(marked, to -> address(spot, paper, to));
    var named = new Spot(spot.path(), prose.title(), spot.part(), spot.says(), spot.deeper());
    return new Leaf(named, prose.html(), prose.headings(), prose.passages());
  }

  private Leaf noun(Spot spot, Reference.Noun noun) {
    var body = new NounBody(noun, to -> links.page(spot.path(), to));
    var html = new String(pages.draw(body), StandardCharsets.UTF_8);
    return new Leaf(spot, html, noun.headings(), noun.passages());
  }

  /** An address of this edition for what a file links to; one that leads nowhere is a mistake. */
  String address(Spot from, String paper, String destination) {
    if (destination.startsWith("#") || destination.matches("[a-z]+:.*")) {
      return destination;
    }
    int hash = destination.indexOf('#');
    var anchor = hash < 0 ? "" : destination.substring(hash);
    var target = Links.target(paper, hash < 0 ? destination : destination.substring(0, hash));
    if (papers.pictures().contains(target)) {
      return links.file(from.path(), target.replaceFirst("^docs/", ""));
    }
    var path = Links.path(target.replaceFirst("/$", ""));
    if (!leaves.containsKey(path)) {
      throw new IllegalStateException(paper + " links to " + destination + ", which leads nowhere");
    }
    return links.page(from.path(), path) + anchor;
  }

  /** Everything there is to find, as a script: a page opened from a disk may not fetch. */
  byte[] searchIndex() {
    var all = new ArrayList<Map<String, String>>();
    for (var spot : spine) {
      var leaf = leaf(spot.path()).orElseThrow();
      all.add(passage(leaf, "", "", leaf.spot().says()));
      leaf.passages().forEach(it -> all.add(passage(leaf, it.id(), it.heading(), it.words())));
    }
    return ("window.rialtoManual=" + new String(Json.bytes(all), StandardCharsets.UTF_8) + ";\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> passage(Leaf leaf, String id, String heading, String words) {
    return Map.of(
        "p",
        leaf.spot().path(),
        "t",
        leaf.spot().title(),
        "s",
        leaf.spot().part(),
        "a",
        id,
        "h",
        heading,
        "x",
        words);
  }
}
