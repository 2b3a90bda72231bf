package dev.rialto;

import dev.rialto.company.DemoPlace;
import dev.rialto.company.TurnedClock;
import dev.rialto.company.Turning;
import dev.rialto.demo.Demo;
import dev.rialto.people.HashCost;
import dev.rialto.platform.Database;
import dev.rialto.platform.Vault;
import dev.rialto.postgres.EmbeddedPostgres;
import dev.rialto.probes.Trust;
import dev.rialto.uptime.Leases;
import dev.rialto.vitals.Watching;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts Rialto with a company in it. Reads none of the settings, so that nothing meant for a real
 * Rialto is touched, and listens on this machine alone.
 */
@Command(
    name = "demo",
    description =
        "Starts a bookshop with ninety days behind it, to try Rialto: a shop to break, an inbox, a story to live.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int USUAL_PORT = 8080;
  private static final Path FOR_ROOT = Path.of("/var/lib/rialto-demo");

  // A past that is lost in a crash is made anew, so nothing waits for the disk while it is made.
  private static final Map<String, String> HASTE = Map.of("synchronous_commit", "off");

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "where the demo lives, and nothing else (~/.local/share/rialto-demo)")
  private @Nullable Path directory;

  @Option(names = "--fresh", description = "throw away what the demo kept, and begin anew")
  private boolean fresh;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port to serve on (8080, or the next that is free)")
  private int port;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "90",
      description = "how long its past is, 1 to 90 (90)")
  private int days;

  private final Rialto.Terminal terminal;

  DemoCommand(Rialto.Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    long begun = System.nanoTime();
    if (days < 1 || days > 90) {
      throw new Refused("A demo’s past is 1 to 90 days long: bin/rialto demo --days 90");
    }
    var there = directory == null ? usual() : directory.toAbsolutePath().normalize();
    if (!EmbeddedPostgres.canLiveIn(there)) {
      throw new Refused(
          "PostgreSQL, which does not run as root, cannot get to %s. Name a directory whose parents everybody may pass: bin/rialto demo --directory /var/tmp/rialto-demo"
              .formatted(there));
    }
    int free = DemoPlace.freePort(port == 0 ? USUAL_PORT : port);
    if (port != 0 && free != port) {
      throw new Refused(
          "Port %d is taken. Leave --port out for the next free one, or name %d."
              .formatted(port, free));
    }
    try (var place = DemoPlace.claim(there, fresh);
        var demo = new Demo(place, InstantSource.system())) {
      var hook = new Thread(demo::close, "demo-stops");
      Runtime.getRuntime().addShutdownHook(hook);
      var settings = settings(place, demo, free);
      if (!place.isMade()) {
        tell(
            "Merchant Row is being founded in %s and lives through %d days, about a minute."
                .formatted(there, days));
        live(settings, demo);
        place.made();
      }
      serve(settings, demo, begun);
    }
    return 0;
  }

  private static Path usual() {
    var data = System.getProperty("user.home");
    var usual = Path.of(data, ".local", "share", "rialto-demo");
    return EmbeddedPostgres.canLiveIn(usual) ? usual : FOR_ROOT;
  }

  /** Its own, whatever the environment says; private networks: this machine, where the shop is. */
  private static Settings settings(DemoPlace place, Demo demo, int port) {
    var environment = new HashMap<String, String>();
    environment.put(Setting.PORT.variable(), String.valueOf(port));
    environment.put(Setting.PUBLIC_URL.variable(), "http://localhost:" + port);
    environment.put(Setting.ALLOWED_NETWORKS.variable(), "127.0.0.0/8");
    environment.put(Setting.SMTP_URL.variable(), demo.smtp());
    environment.put(Setting.MAIL_FROM.variable(), "Rialto <rialto@merchantrow.example>");
    return Settings.read(environment, place.data());
  }

  private void live(Settings settings, Demo demo) {
    var today = InstantSource.system();
    var clock = new TurnedClock(today.instant().minus(Duration.ofDays(days)));
    try (var server = EmbeddedPostgres.start(settings.dataDir(), HASTE)) {
      var login = server.login();
      var db = Database.open(new Database.Address(login.url(), login.user(), login.password()));
      db.migrate();
      var ground =
          new House.Ground(
              db,
              clock,
              settings.publicUrl(),
              settings.trustedProxies(),
              settings.allowedNetworks(),
              Vault.open(settings.secretKeyFile()),
              settings.mailServer(),
              settings.catalogDir(),
              Trust.system(),
              HashCost.INVENTED,
              Leases.LASTS,
              Watching.over("demo", settings.dataDir(), Optional.empty()));
      try (var house = new House(ground)) {
        house.live.start();
        house.doors.open(LOOPBACK, 0);
        var turning = new Turning(house.jobs, house.signals, house.rounds, house.history, clock);
        demo.past(URI.create("http://" + LOOPBACK + ":" + house.doors.port()), turning, today)
            .live(house.people.firstRun.link().orElseThrow(), days, this::tell);
      }
    }
  }

  private void serve(Settings settings, Demo demo, long begun) throws InterruptedException {
    var link = new AtomicReference<String>("");
    try (var serving =
        Serving.start(settings, LOOPBACK, house -> link.set(moveIn(settings, demo, house)))) {
      tell(
          "Rialto is open at %s, %.1f s after the start."
              .formatted(settings.publicUrl(), (System.nanoTime() - begun) / 1e9));
      tell("Come in, once: " + settings.publicUrl() + link.get());
      tell("Ctrl-C stops all of it; the next start goes on from there, --fresh begins anew.");
      serving.untilStopped();
    }
  }

  private static String moveIn(Settings settings, Demo demo, House house) {
    return demo.moveIn(
        new Demo.Guest(
            house.db,
            house.doors,
            house.onCall,
            InstantSource.system(),
            URI.create("http://" + LOOPBACK + ":" + settings.port())));
  }

  private void tell(String line) {
    terminal.out().println(line);
    terminal.out().flush();
  }
}
