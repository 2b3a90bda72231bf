package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every screen behind every door on a phone by night: the other half of {@link ScreensTest}. */
@Tag("needs-chromium")
class PhoneScreensTest {
  @Test
  void every_screen_is_fit_to_be_seen() {
    try (var house = new TestHouse()) {
      var company = Company.settle(house);
      var paths = ScreensTest.screens(house, company);
      assertThat(Looks.over(house, company, Looks.PHONE, paths)).isEmpty();
    }
  }
}
