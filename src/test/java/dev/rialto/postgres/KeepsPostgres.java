package dev.rialto.postgres;

import java.nio.file.Path;
import java.sql.DriverManager;

/** A process whose only purpose is to own a PostgreSQL until somebody kills it. */
final class KeepsPostgres {
  private KeepsPostgres() {}

  public static void main(String[] args) throws Exception {
    var server = EmbeddedPostgres.start(Path.of(args[0]));
    var login = server.login();
    try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
        var statement = connection.createStatement()) {
      statement.execute("create table kept (what text)");
      statement.execute("insert into kept values ('committed')");
    }
    System.out.println("ready " + server.pid());
    new java.util.concurrent.CountDownLatch(1).await();
  }
}
