package dev.rialto.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;

/** What is left standing after a storm, one process or two: where to ask it and its database. */
interface Standing {
  Connection connect() throws SQLException;

  URI base();

  boolean isAlive();
}
