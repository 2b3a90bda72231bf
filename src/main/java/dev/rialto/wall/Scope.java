package dev.rialto.wall;

import dev.rialto.platform.ListAddress;

/**
 * Which services a wall shows; it stands in the address, so that a screen can be left with it.
 *
 * @param team the short name of an owner, or empty
 * @param capability the name of a capability, or empty
 */
public record Scope(String team, String capability) {
  static final Scope ALL = new Scope("", "");

  boolean holds(Tile tile) {
    return (team.isEmpty() || team.equals(tile.teamSlug()))
        && (capability.isEmpty() || capability.equalsIgnoreCase(tile.capability()));
  }

  public boolean isAll() {
    return equals(ALL);
  }

  public String address(String path) {
    return new ListAddress(path, "", null)
        .ask("team", team)
        .ask("capability", capability)
        .toString();
  }
}
