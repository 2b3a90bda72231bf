package dev.rialto.descriptors;

import dev.rialto.outbound.VettedAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Fetches the newest state of a repository, no history, and reads descriptors straight from it: no
 * file of it is ever laid out, no hook, filter or submodule of it ever runs. Only over HTTP, and
 * only to addresses that may be talked to.
 */
public final class GitFetch {
  static final Duration LONGEST = Duration.ofSeconds(60);
  static final long MOST_BYTES = 256L * 1024 * 1024;
  private static final int LONGEST_URL = 2_000;

  private final VettedAddress addresses;

  public GitFetch(VettedAddress addresses) {
    this.addresses = addresses;
  }

  /** What stands against an address, before a job is begun for it. */
  Optional<String> refused(String url) {
    try {
      var uri = URI.create(url);
      var scheme = uri.getScheme();
      if (url.length() > LONGEST_URL
          || uri.getHost() == null
          || !("https".equals(scheme) || "http".equals(scheme))) {
        return Optional.of("A repository is fetched over https:// or http://.");
      }
      if (uri.getUserInfo() != null) {
        return Optional.of("Leave user and password out of the address: it is shown to everybody.");
      }
      return addresses
          .wrongWith(uri.getHost())
          .map(why -> uri.getHost() + " is out of bounds: " + why);
    } catch (IllegalArgumentException e) {
      return Optional.of("This is no web address.");
    }
  }

  /** Files below a path; the path may name one file, where reading begins. */
  Bundle fetch(String url, String branch, String path) throws IOException {
    var refused = refused(url);
    if (refused.isPresent()) throw new IOException(refused.get());
    var folder = Files.createTempDirectory("rialto-git-");
    var limits = new GitLimits(LONGEST, MOST_BYTES);
    try (var git = clone(url, branch, folder, limits)) {
      return read(git.getRepository(), path);
    } catch (GitAPIException | JGitInternalException e) {
      throw new IOException(
          limits.why().orElseGet(() -> url + " cannot be fetched: " + root(e)), e);
    } finally {
      sweep(folder);
    }
  }

  private Git clone(String url, String branch, Path folder, GitLimits limits)
      throws GitAPIException {
    var clone =
        Git.cloneRepository()
            .setURI(url)
            .setDirectory(folder.toFile())
            .setBare(true)
            .setDepth(1)
            .setNoTags()
            .setCloneSubmodules(false)
            .setTimeout((int) LONGEST.toSeconds())
            .setProgressMonitor(
                new EmptyProgressMonitor() {
                  @Override
                  public boolean isCancelled() {
                    return limits.why().isPresent();
                  }
                })
            .setTransportConfigCallback(
                transport -> {
                  if (!(transport instanceof TransportHttp http)) {
                    throw new JGitInternalException("only HTTP is spoken here");
                  }
                  http.setHttpConnectionFactory(new VettedGitConnections(addresses, limits));
                });
    if (!branch.isEmpty()) clone.setBranch(Constants.R_HEADS + branch);
    return clone.call();
  }

  private static Bundle read(Repository repository, String path) throws IOException {
    var head = repository.resolve(Constants.HEAD);
    if (head == null) throw new IOException("There is nothing on this branch, or no such branch.");
    var files = new Bundle.Gathering();
    var below = path.replaceAll("^/+|/+$", "");
    boolean oneFile = Bundle.isDescriptorFile(below);
    var folder = oneFile ? below.substring(0, below.lastIndexOf('/') + 1) : below;
    try (var walk = new RevWalk(repository);
        var tree = new TreeWalk(repository)) {
      tree.addTree(walk.parseCommit(head).getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        var file = tree.getPathString();
        if (!FileMode.REGULAR_FILE.equals(tree.getRawMode(0))
            || !Bundle.isDescriptorFile(file)
            || !isBelow(file, folder)) {
          continue;
        }
        var object = repository.open(tree.getObjectId(0), Constants.OBJ_BLOB);
        if (object.getSize() > files.room()) {
          throw new Bundle.Unfit("%s is too large.".formatted(file));
        }
        files.add(file, object.getBytes(files.room()));
      }
    }
    var bundle = files.bundle();
    if (oneFile && !bundle.files().containsKey(below)) {
      throw new IOException("There is no %s in it.".formatted(below));
    }
    return oneFile ? bundle.startingAt(below) : bundle;
  }

  private static boolean isBelow(String file, String folder) {
    return folder.isEmpty() || file.startsWith(folder.endsWith("/") ? folder : folder + "/");
  }

  private static String root(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static void sweep(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
    }
  }
}
