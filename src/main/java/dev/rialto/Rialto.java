package dev.rialto;

import dev.rialto.company.DemoPlace;
import dev.rialto.platform.Vault;
import dev.rialto.postgres.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The front door of the process: one command line, one exit code, expected failures as one
 * sentence.
 */
@Command(
    name = "rialto",
    description = "Starts Rialto, when no command is given, and serves until it is stopped.",
    mixinStandardHelpOptions = true,
    versionProvider = Rialto.Version.class,
    footerHeading = "%nSettings, all optional, from the environment:%n")
public final class Rialto implements Callable<Integer> {
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  // Root's own home is closed to others, and PostgreSQL does not run as root.
  private static final Path FOR_ROOT = Path.of("/var/lib/rialto");

  private final Terminal terminal;

  /** Where we look for settings and speak to people. */
  record Terminal(Path home, PrintWriter out) {
    Settings settings() {
      var usual = EmbeddedPostgres.canLiveIn(home) ? home.resolve("data") : FOR_ROOT;
      return Settings.read(System.getenv(), usual);
    }
  }

  private Rialto(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    System.setProperty(
        ConsoleLog.FORMAT, Settings.logFormat(System.getenv()).name().toLowerCase(Locale.ROOT));
    var out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
    var home = Path.of(System.getProperty("rialto.home", "")).toAbsolutePath();
    var terminal = new Terminal(home, out);
    if (args.length == 0) {
      serve(terminal);
    }
    System.exit(commands(terminal, out).execute(args));
  }

  /** A plain start does not wait for the command line to be set up. */
  private static void serve(Terminal terminal) {
    var rialto = new Rialto(terminal);
    try {
      System.exit(rialto.call());
    } catch (Exception e) {
      System.exit(
          explain(e, new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  private static CommandLine commands(Terminal terminal, PrintWriter out) {
    var line =
        new CommandLine(new Rialto(terminal))
            .addSubcommand(new VersionCommand(terminal))
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new ManualCommand(terminal))
            .addSubcommand(new BackupCommand(terminal))
            .addSubcommand(new RestoreCommand(terminal))
            .addSubcommand(new RotateKeyCommand(terminal))
            .addSubcommand(new AcceptKeyCommand(terminal))
            .addSubcommand(new RehearseCommand());
    line.getCommandSpec().usageMessage().footer(settingsTable());
    line.setOut(out);
    line.setExecutionExceptionHandler((failure, its, parsed) -> explain(failure, its.getErr()));
    return line;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var serving = Serving.start(terminal.settings(), terminal.out())) {
      serving.untilStopped();
    }
    return 0;
  }

  /** What we expected to go wrong is one message; anything else is a bug and keeps its trace. */
  private static int explain(Exception failure, PrintWriter err) {
    var message =
        switch (failure) {
          case Settings.Unusable it -> it.getMessage();
          case EmbeddedPostgres.CannotStart it -> it.getMessage();
          case Refused it -> it.getMessage();
          case DemoPlace.Refusal it -> it.getMessage();
          case UncheckedIOException it -> it.getMessage();
          default -> null;
        };
    if (message == null) {
      failure.printStackTrace(err);
    } else {
      err.println(message);
    }
    err.flush();
    return failure instanceof Settings.Unusable ? WRONG_USE : FAILED;
  }

  private static String[] settingsTable() {
    var lines =
        Arrays.stream(Setting.values())
            .map(it -> "  %-24s %s".formatted(it.variable(), it.about))
            .collect(Collectors.toList());
    lines.add("A secret can come from a file: RIALTO_ADMIN_TOKEN_FILE=/run/secrets/token");
    // Percent signs are picocli's.
    return lines.stream().map(it -> it.replace("%", "%%")).toArray(String[]::new);
  }

  /** From the jar; a start from bare classes has none. */
  static final class Version implements CommandLine.IVersionProvider {
    static String number() {
      var version = Rialto.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"Rialto " + number()};
    }
  }

  @Command(name = "version", description = "Prints the version.")
  record VersionCommand(Terminal terminal) implements Callable<Integer> {
    @Override
    public Integer call() {
      terminal.out().println("Rialto " + Version.number());
      return 0;
    }
  }

  @Command(
      name = "backup",
      description =
          "Writes everything into one file, consistent and checked, beside a running Rialto or a stopped one.",
      mixinStandardHelpOptions = true)
  static final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the archive to write; it must not exist")
    private Path file = Path.of("");

    @Option(
        names = "--with-key",
        description = "include the secret key; then keep the archive as safe as the key")
    private boolean withKey;

    private final Terminal terminal;

    BackupCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      var settings = terminal.settings();
      try (var place = DatabasePlace.of(settings)) {
        var manifest =
            new Backup(place.login(), settings.secretKeyFile())
                .write(file.toAbsolutePath(), withKey);
        terminal.out().println("Backed up " + manifest.summary() + " into " + file);
        if (!withKey) {
          terminal
              .out()
              .println(
                  "The secret key is not in it: keep a copy of "
                      + settings.secretKeyFile()
                      + " elsewhere.");
        }
      }
      return 0;
    }
  }

  @Command(
      name = "restore",
      description = "Puts back what a backup holds: all of it, checked, or nothing.",
      mixinStandardHelpOptions = true)
  static final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "an archive that rialto backup wrote")
    private Path file = Path.of("");

    @Option(names = "--force", description = "replace what is there")
    private boolean force;

    private final Terminal terminal;

    RestoreCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      var settings = terminal.settings();
      try (var archive =
          Archive.open(file.toAbsolutePath())) { // checked whole, before anything is touched
        var restore = new Restore(archive, settings.secretKeyFile(), force);
        restore.checkKey();
        try (var place = DatabasePlace.stopped(settings)) {
          restore.into(place.login());
        }
        terminal.out().println("Restored " + archive.manifest().summary());
        restore.adviceOnKey().ifPresent(terminal.out()::println);
      }
      return 0;
    }
  }

  @Command(
      name = "rehearse",
      hidden = true,
      description =
          "Plays an evening in an empty house, for the JVM to learn from; see bin/common.sh.")
  record RehearseCommand() implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      Rehearsal.play();
      return 0;
    }
  }

  @Command(
      name = "rotate-key",
      description = "Seals secrets with a new key from now on; what older keys sealed still opens.")
  record RotateKeyCommand(Terminal terminal) implements Callable<Integer> {
    @Override
    public Integer call() {
      var file = terminal.settings().secretKeyFile();
      Vault.open(file).rotate();
      terminal
          .out()
          .println(
              "A new key seals from now on: " + file + ". Running nodes notice; keep a new copy.");
      return 0;
    }
  }

  @Command(
      name = "accept-key",
      description =
          "Goes on with the secret key that is here, or a new one, when the key of the data is lost; what it sealed has to be typed again.",
      mixinStandardHelpOptions = true)
  record AcceptKeyCommand(Terminal terminal) implements Callable<Integer> {
    @Override
    public Integer call() {
      var settings = terminal.settings();
      try (var place = DatabasePlace.of(settings)) {
        var file = settings.secretKeyFile();
        new KeyTrial(place.login(), file).accept(Vault.open(file));
        terminal.out().println("From now on " + file + " is the key. Keep a copy of it elsewhere.");
      }
      return 0;
    }
  }
}
