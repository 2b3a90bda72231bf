package dev.rialto.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom PostgreSQL runs: as ourselves, or, since it refuses root, as a user who may do little
 * else.
 */
record EmbeddedPostgresUser(String name, int uid, int gid, boolean isOther) {
  private static final List<String> CANDIDATES = List.of("rialto", "postgres", "nobody");
  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  /** Whoever owns the files already; for new ones the first candidate this machine knows. */
  static EmbeddedPostgresUser forOwnerOf(Path cluster) throws IOException {
    var self = (Integer) Files.getAttribute(cluster.getParent(), "unix:uid");
    if (!isRoot()) {
      return new EmbeddedPostgresUser(System.getProperty("user.name"), self, 0, false);
    }
    if (Files.exists(cluster)) {
      var uid = (Integer) Files.getAttribute(cluster, "unix:uid");
      var gid = (Integer) Files.getAttribute(cluster, "unix:gid");
      return new EmbeddedPostgresUser(Files.getOwner(cluster).getName(), uid, gid, true);
    }
    return CANDIDATES.stream()
        .map(EmbeddedPostgresUser::inPasswd)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedPostgres.CannotStart(
                    "PostgreSQL does not run as root and none of the users "
                        + CANDIDATES
                        + " exists. Make one (useradd --system rialto), start Rialto as another user, or set RIALTO_DATABASE_URL.",
                    null));
  }

  static boolean isRoot() throws IOException {
    return Files.isDirectory(Path.of("/proc/self"))
        && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  /**
   * A session of its own keeps Ctrl-C away from the server: stopping it is our decision, and comes
   * last. The death signal makes our own death, even by kill -9, a fast shutdown.
   */
  List<String> command(String program) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(SETPRIV)) {
      command.addAll(List.of("setsid", "setpriv", "--no-new-privs", "--pdeathsig=INT"));
      if (isOther) {
        command.addAll(List.of("--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
      }
      command.add("--");
    } else if (isOther) {
      throw new EmbeddedPostgres.CannotStart(
          "PostgreSQL does not run as root, and setpriv (Debian: util-linux) is missing to start it as "
              + name
              + ".",
          null);
    }
    command.add(program);
    return command;
  }

  void own(Path path) throws IOException {
    if (isOther) {
      Files.setAttribute(path, "unix:uid", uid);
      Files.setAttribute(path, "unix:gid", gid);
    }
  }

  boolean mayEnter(Path directory) throws IOException {
    var permissions = Files.getPosixFilePermissions(directory);
    if (Files.getAttribute(directory, "unix:uid").equals(uid)) {
      return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
    }
    if (Files.getAttribute(directory, "unix:gid").equals(gid)) {
      return permissions.contains(PosixFilePermission.GROUP_EXECUTE);
    }
    return permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  private static Optional<EmbeddedPostgresUser> inPasswd(String wanted) {
    try (var lines = Files.lines(PASSWD)) {
      return lines
          .map(line -> line.split(":"))
          .filter(fields -> fields.length > 3 && fields[0].equals(wanted))
          .map(
              f ->
                  new EmbeddedPostgresUser(
                      f[0], Integer.parseInt(f[2]), Integer.parseInt(f[3]), true))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
