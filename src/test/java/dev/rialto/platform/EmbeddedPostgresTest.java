package dev.rialto.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
  @Test
  void rialto_connects_as_a_role_that_is_no_superuser() throws Exception {

    var login = ThrowawayPostgres.shared().login();

    try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
        var rows =
            connection
                .createStatement()
                .executeQuery("select rolsuper from pg_roles where rolname = current_user")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean(1)).isFalse();
    }
  }
}
