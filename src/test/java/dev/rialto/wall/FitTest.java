package dev.rialto.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wall.Fit.Detail;
import dev.rialto.wall.Fit.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever there is fills the screen: nothing without a place, nothing in vain, trouble largest.
 */
class FitTest {
  private static final List<Screen> SCREENS = List.of(Screen.LYING, Screen.STANDING);

  @Test
  void every_tile_has_a_place_and_no_row_stands_empty() {
    for (var screen : SCREENS) {
      for (int all = 1; all <= 1_000; all += all < 60 ? 1 : 7) {
        for (int troubled : List.of(0, 1, 2, 3, 4, 7, 12, 13, 40, all)) {
          if (troubled > all) continue;
          var fit = Fit.of(troubled, all, screen);
          int small = all - fit.large();
          var said = "%d of %d: %s".formatted(troubled, all, fit);
          assertThat(fit.large()).as(said).isEqualTo(Math.min(troubled, Fit.MOST_LARGE));
          assertThat(fit.largeCols() * fit.largeRows())
              .as(said)
              .isGreaterThanOrEqualTo(fit.large());
          assertThat((fit.largeRows() - 1) * fit.largeCols())
              .as(said)
              .isLessThanOrEqualTo(fit.large());
          assertThat(fit.cols() * fit.rows()).as(said).isGreaterThanOrEqualTo(small);
          assertThat((fit.rows() - 1) * fit.cols()).as(said).isLessThanOrEqualTo(small);
          assertThat(fit.share()).as(said).isBetween(0, 10);
          if (troubled > 0) assertThat(fit.share()).as(said).isGreaterThanOrEqualTo(4);
          if (small > 0) assertThat(fit.share()).as(said).isLessThan(10);
        }
      }
    }
  }

  @Test
  void the_letters_of_trouble_are_never_the_smaller_ones() {
    for (int all = 2; all <= 1_000; all += 3) {
      for (int troubled = 1; troubled <= Math.min(12, all - 1); troubled++) {
        var fit = Fit.of(troubled, all, Screen.LYING);
        double large =
            Math.min(140.0 / fit.largeCols() / 21, 7.0 * fit.share() / fit.largeRows() / 10.5);
        // A few have the letters of a full row, however wide they are.
        int cols = fit.few() ? Math.max(fit.cols(), Screen.LYING.row()) : fit.cols();
        double small =
            Math.min(
                140.0 / cols / wide(fit.detail()),
                7.0 * (10 - fit.share()) / fit.rows() / high(fit.detail()));
        assertThat(large * 2.3).as("%d of %d: %s", troubled, all, fit).isGreaterThan(small * 1.3);
      }
    }
  }

  @Test
  void a_few_share_the_width_instead_of_standing_cut_beside_nothing() {
    assertThat(Fit.of(3, 7, Screen.LYING).cols()).isEqualTo(4);
    assertThat(Fit.of(3, 9, Screen.LYING).cols()).isEqualTo(6);
    assertThat(Fit.of(3, 4, Screen.LYING).cols()).isEqualTo(4);
    assertThat(Fit.of(3, 10, Screen.LYING).few()).isTrue();
    assertThat(Fit.of(3, 11, Screen.LYING).few()).isFalse();
    assertThat(Fit.of(0, 4, Screen.LYING).few()).isFalse();
  }

  @Test
  void more_tiles_never_make_letters_larger_nor_show_more_of_each() {
    double last = Double.MAX_VALUE;
    var detail = Detail.FULL;
    for (int all = 1; all <= 1_000; all++) {
      var fit = Fit.of(0, all, Screen.LYING);
      assertThat(fit.detail()).isGreaterThanOrEqualTo(detail);
      double letter =
          Math.min(140.0 / fit.cols() / wide(fit.detail()), 70.0 / fit.rows() / high(fit.detail()));
      if (fit.detail() == detail) {
        assertThat(letter).as(all + " tiles: " + fit).isLessThanOrEqualTo(last + 1e-9);
      }
      detail = fit.detail();
      last = letter;
    }
    assertThat(Fit.of(0, 40, Screen.LYING).detail()).isEqualTo(Detail.FULL);
    assertThat(Fit.of(0, 1_000, Screen.LYING).detail()).isEqualTo(Detail.NAME);
  }

  /** The classes are a promise to the style sheet: each has a rule there. */
  @Test
  void the_style_sheet_knows_every_class() throws Exception {
    var sheet = Files.readString(Path.of("src/main/resources/web/css/wall.css"));
    for (int all = 0; all <= 1_000; all++) {
      for (int troubled : List.of(0, 1, 3, 5, 12, all)) {
        if (troubled > all) continue;
        for (var word : Fit.classes(troubled, all).split(" ")) {
          assertThat(sheet).as("%d of %d needs %s", troubled, all, word).contains("." + word);
        }
      }
    }
  }

  private static double wide(Detail detail) {
    return switch (detail) {
      case FULL -> 11;
      case BRIEF -> 10;
      case NAME -> 11;
    };
  }

  private static double high(Detail detail) {
    return switch (detail) {
      case FULL -> 4.6;
      case BRIEF -> 3.1;
      case NAME -> 1.9;
    };
  }
}
