package dev.rialto.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  @TempDir Path folder;

  @Test
  void the_first_start_makes_a_key_file_only_its_owner_may_read() throws Exception {
    var keyFile = folder.resolve("keys/secret.key");
    Vault.open(keyFile);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
        .isEqualTo("rw-------");
    try (var beside = Files.list(keyFile.getParent())) {
      assertThat(beside).containsExactly(keyFile);
    }
  }

  @Test
  void what_is_sealed_opens_again_also_in_another_node_and_does_not_show_the_secret() {
    var ada = Vault.open(folder.resolve("secret.key"));
    var sealed = ada.seal("xoxb-пароль-🔑", "contact_method:17");
    assertThat(sealed).doesNotContain("xoxb");
    assertThat(ada.seal("xoxb-пароль-🔑", "contact_method:17")).isNotEqualTo(sealed);
    assertThat(Vault.open(folder.resolve("secret.key")).open(sealed, "contact_method:17"))
        .isEqualTo("xoxb-пароль-🔑");
  }

  @Test
  void a_secret_moved_to_another_row_altered_or_not_ours_does_not_open() {
    var vault = Vault.open(folder.resolve("secret.key"));
    var sealed = vault.seal("secret".getBytes(UTF_8), "contact_method:17");
    assertThatThrownBy(() -> vault.open(sealed, "contact_method:18"))
        .isInstanceOf(Vault.CannotOpen.class)
        .hasMessageContaining("type the secret again");
    for (int i = 0; i < sealed.length; i++) {
      var altered = sealed.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> vault.open(altered, "contact_method:17"))
          .as("byte %d", i)
          .isInstanceOf(Vault.CannotOpen.class);
    }
    assertThatThrownBy(() -> vault.open("never sealed!", "contact_method:17"))
        .isInstanceOf(Vault.CannotOpen.class);
    assertThatThrownBy(
            () ->
                Vault.open(folder.resolve("other.key"))
                    .open(vault.seal("secret", "contact_method:17"), "contact_method:17"))
        .isInstanceOf(Vault.CannotOpen.class);
  }

  @Test
  void after_a_rotation_old_seals_open_and_running_nodes_follow_without_a_restart() {
    var keyFile = folder.resolve("secret.key");
    var ada = Vault.open(keyFile);
    var grace = Vault.open(keyFile);
    var before = ada.seal("old", "x");

    ada.rotate();
    var after = ada.seal("new", "x");

    assertThat(grace.open(after, "x")).isEqualTo("new");
    assertThat(grace.open(before, "x")).isEqualTo("old");
    assertThat(Vault.open(keyFile).open(before, "x")).isEqualTo("old");
    // Tink writes the id of the key in front: the new seal was made with another key.
    assertThat(after.substring(0, 6)).isNotEqualTo(before.substring(0, 6));
    assertThat(grace.seal("newer", "x").substring(0, 6)).isEqualTo(after.substring(0, 6));
  }

  @Test
  void nodes_that_start_and_rotate_at_once_end_with_the_same_keys() throws Exception {
    var keyFile = folder.resolve("secret.key");
    var nodes = 8;
    var together = new CyclicBarrier(nodes);
    Callable<String> node =
        () -> {
          together.await();
          var vault = Vault.open(keyFile);
          var sealed = vault.seal("hello", "x");
          vault.rotate();
          return sealed;
        };
    try (var threads = Executors.newFixedThreadPool(nodes)) {
      var seals =
          threads.invokeAll(IntStream.range(0, nodes).mapToObj(i -> node).toList()).stream()
              .map(future -> future.resultNow())
              .toList();
      var vault = Vault.open(keyFile);
      assertThat(seals).allSatisfy(seal -> assertThat(vault.open(seal, "x")).isEqualTo("hello"));
    }
    assertThat(Files.readString(keyFile).split("\"keyId\"")).hasSize(nodes + 2);
  }

  @Test
  void a_key_file_others_may_read_and_a_file_that_is_no_key_are_refused_with_the_mend()
      throws Exception {
    var keyFile = folder.resolve("secret.key");
    Vault.open(keyFile);
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Vault.open(keyFile))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("chmod 600 " + keyFile);

    var other = folder.resolve("other.key");
    Files.writeString(other, "{\"hello\":1}");
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> Vault.open(other))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("not a key file made by Rialto");
  }
}
