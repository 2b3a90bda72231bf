package dev.rialto.wall;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The wall as a page: whole without any script, kept alive by one.
 *
 * @param build what the page's script and style were; another one wants the page anew
 * @param reader somebody who may go elsewhere, as opposed to a screen
 * @param admin who may make kiosk links
 */
public record WallPage(
    Picture picture,
    Scope scope,
    Look look,
    List<Choice> teams,
    List<String> capabilities,
    String build,
    Duration age,
    boolean reader,
    boolean admin) {
  /** A team to show alone. */
  public record Choice(String slug, String name) {}

  public WallHead head() {
    return new WallHead(picture.tally(), Headline.of(picture, scope), picture.leftOut());
  }

  public List<Tile> large() {
    return picture.tiles().subList(0, picture.large());
  }

  public List<Tile> small() {
    return picture.tiles().subList(picture.large(), picture.tiles().size());
  }

  public String fit() {
    return Fit.classes((int) picture.troubled(), picture.tiles().size());
  }

  /** Whether the small ones have room for no more than their names and states. */
  public boolean bare() {
    return !picture.bare().isEmpty();
  }

  public WallTile tile(Tile tile, boolean bare) {
    return new WallTile(tile, look.at(now()), bare);
  }

  public Instant now() {
    return picture.asOf();
  }

  public String mark() {
    return picture.mark();
  }

  public String stream() {
    return scope.address("/wall/stream");
  }

  /** What is shown, in words, for the button that changes it. */
  public String shown() {
    if (scope.isAll()) return "All services";
    var team =
        teams.stream()
            .filter(choice -> choice.slug().equals(scope.team()))
            .map(Choice::name)
            .findFirst()
            .orElse(scope.team());
    return scope.team().isEmpty()
        ? scope.capability()
        : scope.capability().isEmpty() ? team : team + ", " + scope.capability();
  }
}
