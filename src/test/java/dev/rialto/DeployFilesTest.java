package dev.rialto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people copy to install a release names only settings that there are. */
class DeployFilesTest {
  private static final Pattern NAME = Pattern.compile("RIALTO_[A-Z_]+");

  @ParameterizedTest
  @ValueSource(strings = {"Containerfile", "compose.yaml", "rialto.service"})
  void settings_are_spelt_right(String file) throws IOException {
    var names =
        NAME.matcher(Files.readString(Path.of("deploy", file))).results().map(it -> it.group());
    assertThat(names.toList())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(Setting.known(it)).isTrue());
  }
}
