package dev.rialto.status;

import dev.rialto.platform.Scrutiny;

/**
 * How the page introduces itself, and whether anybody outside sees it.
 *
 * @param intro a few sentences above everything, possibly none
 */
public record StatusSettings(boolean open, String title, String intro, int version) {
  void check(Scrutiny scrutiny) {
    scrutiny.line("title", title, 80).prose("intro", intro, 1_000);
  }
}
