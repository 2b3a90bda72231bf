package dev.rialto.manual;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Assets;
import dev.rialto.platform.Lazy;
import dev.rialto.platform.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The manual of this version. commonmark-java reads what we wrote; a generator of sites was refused
 * (docs/adr/0082), because the product could not serve what one makes without carrying it.
 */
public final class Manual {
  /** Where the product shows it. */
  static final String ROOT = "/docs";

  static final String SEARCH = "search.js";
  private static final String ASSETS = "assets/";
  private static final Map<String, String> CARRIED =
      Map.of(
          "tabler.min.css",
          "/META-INF/resources" + Assets.TABLER_CSS,
          "base.css",
          "/web/css/base.css",
          "rialto.css",
          "/web/css/rialto.css",
          "manual.css",
          "/web/css/manual.css",
          "manual.js",
          "/web/js/manual.js",
          "logo.svg",
          "/web/img/logo.svg");

  private final Supplier<JsonNode> api;
  private final Pages pages;
  private final String version;
  private final Lazy<Papers> papers = new Lazy<>(Papers::read);
  private final Lazy<Edition> served = new Lazy<>(() -> edition(new Links.Served(ROOT)));
  private final Lazy<byte[]> search = new Lazy<>(() -> served.get().searchIndex());

  /** {@code api} is the whole description, as it is served. */
  public Manual(Supplier<JsonNode> api, Pages pages, String version) {
    this.api = api;
    this.pages = pages;
    this.version = version;
  }

  private Edition edition(Links links) {
    return new Edition(papers.get(), Reference.of(api.get()), links, pages);
  }

  /** A page by its path below the manual; nothing when there is none. */
  Optional<ManualPage> page(String path) {
    var edition = served.get();
    return edition
        .leaf(path)
        .map(it -> new ManualPage(Reading.of(edition, it, version, ROOT + "/" + SEARCH)));
  }

  byte[] search() {
    return search.get();
  }

  Optional<byte[]> picture(String name) {
    var its = "docs/" + name;
    return papers.get().pictures().contains(its)
        ? Optional.of(papers.get().picture(its))
        : Optional.empty();
  }

  /** Writes every page as a file, with all they need, below a directory; how many pages. */
  public int write(Path directory) {
    var edition = edition(new Links.Written());
    for (var spot : edition.spine()) {
      var leaf = edition.leaf(spot.path()).orElseThrow();
      var from = spot.path();
      var assets = edition.links().file(from, ASSETS);
      var reading = Reading.of(edition, leaf, version, assets + SEARCH);
      put(
          directory.resolve(edition.links().page("", from)),
          pages.draw(new SitePage(reading, assets)));
    }
    put(directory.resolve(ASSETS + SEARCH), edition.searchIndex());
    for (var picture : papers.get().pictures()) {
      put(directory.resolve(picture.replaceFirst("^docs/", "")), papers.get().picture(picture));
    }
    CARRIED.forEach((name, from) -> put(directory.resolve(ASSETS + name), carried(from)));
    return edition.spine().size();
  }

  /** Our own sheet imports Tabler's from where the product has it. */
  private static byte[] carried(String resource) {
    try (InputStream in = Manual.class.getResourceAsStream(resource)) {
      var bytes = Objects.requireNonNull(in, resource).readAllBytes();
      return resource.endsWith("rialto.css")
          ? new String(bytes, StandardCharsets.UTF_8)
              .replace(Assets.TABLER_CSS, "tabler.min.css")
              .getBytes(StandardCharsets.UTF_8)
          : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Path file, byte[] content) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
