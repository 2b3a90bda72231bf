package dev.rialto.platform;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseClient;
import io.javalin.http.staticfiles.JavalinStaticResourceHandler;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every way in. A room registers its doors here with who may pass; this class finds the caller,
 * refuses writes from foreign pages, sets the security headers and turns problems into answers.
 * Javalin's own access manager is not used: it was removed, and a declared {@link Access} can be
 * walked by a test.
 */
public final class Doors implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

  /** The cap on any body; a room may ask for less. */
  public static final int MAX_BODY = 2 * 1024 * 1024;

  static final Duration IDLE = Duration.ofSeconds(30);
  static final Duration STOP_WAIT = Duration.ofSeconds(4);
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** One door, for the test that walks them all. */
  public record Door(HandlerType method, String path, Access access) {}

  private record Opened(Door door, Handler handler) {}

  private final Pages pages;
  private final Clients clients;
  private final Refusals refusals;
  private final URI publicUrl;
  private final List<Opened> opened = new ArrayList<>();
  private final List<Consumer<JavalinConfig>> extras = new ArrayList<>();
  private Guard guard = ctx -> Caller.NOBODY;
  private Guard screens = ctx -> Caller.NOBODY;
  private @Nullable Javalin app;

  public Doors(Pages pages, URI publicUrl, List<Network> trustedProxies) {
    this.pages = pages;
    this.publicUrl = publicUrl;
    this.clients = new Clients(trustedProxies);
    this.refusals = new Refusals(pages);
  }

  public void guardedBy(Guard guard) {
    this.guard = guard;
  }

  /** Who knows the screens on walls; asked only at the doors that let them in. */
  public void screensKnownBy(Guard guard) {
    this.screens = guard;
  }

  /** For a stream, which outlives its request: would this door still open? */
  public boolean stillAdmits(Context ctx, Access access) {
    try {
      return access.admits(who(ctx, access));
    } catch (Problem no) {
      return false;
    }
  }

  public void get(String path, Access access, Handler handler) {
    add(HandlerType.GET, path, access, handler);
  }

  public void post(String path, Access access, Handler handler) {
    add(HandlerType.POST, path, access, handler);
  }

  /** Javalin answers HEAD by itself without asking the door; one that must hear of it says so. */
  public void head(String path, Access access, Handler handler) {
    add(HandlerType.HEAD, path, access, handler);
  }

  public void put(String path, Access access, Handler handler) {
    add(HandlerType.PUT, path, access, handler);
  }

  public void patch(String path, Access access, Handler handler) {
    add(HandlerType.PATCH, path, access, handler);
  }

  public void delete(String path, Access access, Handler handler) {
    add(HandlerType.DELETE, path, access, handler);
  }

  /** A stream of server-sent events; nginx is asked not to hold it back. */
  public void stream(String path, Access access, Consumer<SseClient> client) {
    var events = new io.javalin.http.sse.SseHandler(IDLE.toMillis() * 1000, client);
    add(
        HandlerType.GET,
        path,
        access,
        ctx -> {
          ctx.header("X-Accel-Buffering", "no");
          events.handle(ctx);
        });
  }

  public Pages pages() {
    return pages;
  }

  /** Where people reach this Rialto; every link is built from it, never from the Host header. */
  public URI publicUrl() {
    return publicUrl;
  }

  public String link(String path) {
    return publicUrl.toString().replaceAll("/+$", "") + path;
  }

  /** The caller's network address, through trusted proxies only. */
  public String address(Context ctx) {
    return clients.address(ctx);
  }

  public boolean secure() {
    return "https".equals(publicUrl.getScheme());
  }

  public List<Door> all() {
    return opened.stream().map(Opened::door).toList();
  }

  /** Opens the house. Port 0 takes a free one. */
  public void open(String host, int port) {
    app = Javalin.create(this::configure).start(host, port);
  }

  public int port() {
    if (app == null) {
      throw new IllegalStateException("The doors are not open yet");
    }
    return app.port();
  }

  /** Whoever still speaks after {@link #STOP_WAIT} is cut off; what comes after goes on. */
  @Override
  public void close() {
    if (app != null) {
      try {
        app.stop();
      } catch (JavalinException e) {
        LOG.warn("Some connections did not end by themselves and were cut off", e);
      }
      app = null;
    }
  }

  private void add(HandlerType method, String path, Access access, Handler handler) {
    opened.add(new Opened(new Door(method, path, access), handler));
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MAX_BODY;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "text/plain; charset=utf-8";
    config.http.compressionStrategy = CompressionStrategy.GZIP;
    config.http.asyncTimeout = 0;
    config.jsonMapper(new JavalinJackson(Json.MAPPER, true));
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(16 * 1024);
          http.addCustomizer(new SecurityHeaders(secure()));
        });
    config.jetty.modifyServer(server -> server.setStopTimeout(STOP_WAIT.toMillis()));
    // Reads single files of the class path; Jetty's own handler mounts every jar first, 0.4 s at
    // start.
    config.resourceHandler(new JavalinStaticResourceHandler());
    config.staticFiles.enableWebjars();
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/web";
          files.directory = "/web";
          files.location = Location.CLASSPATH;
          files.headers = java.util.Map.of("Cache-Control", "public, max-age=31536000, immutable");
        });
    config.routes.exception(Problem.class, refusals::problem);
    config.routes.exception(HttpResponseException.class, refusals::unroutable);
    config.routes.exception(Exception.class, refusals::bug);
    // Javalin tries one pattern after another: the busiest doors come first, and what is spelled
    // out before what a parameter would take for a name.
    var busiestFirst = new ArrayList<>(opened);
    busiestFirst.sort(
        Comparator.comparing((Opened each) -> each.door().access() != Access.SIGNAL)
            .thenComparing(each -> each.door().path().contains("<"))
            .thenComparing(each -> each.door().path().contains("{")));
    for (var each : busiestFirst) {
      config.routes.addHttpHandler(each.door().method(), each.door().path(), guarded(each));
    }
    extras.forEach(extra -> extra.accept(config));
  }

  private Handler guarded(Opened each) {
    return ctx -> {
      Access access = each.door().access();
      Caller caller = access == Access.SIGNAL ? Caller.NOBODY : who(ctx, access);
      ctx.attribute(Caller.ATTRIBUTE, caller);
      if (!SAFE.contains(ctx.method().name())
          && access != Access.SIGNAL
          && access != Access.KEYED
          && caller.kind() != Caller.Kind.TOKEN
          && !ownPage(ctx)) {
        throw Problem.forbidden(
            "This request came from another site's page, or its browser did not say from where."
                + " Open Rialto itself and try again; programs send an API token.");
      }
      if (!access.admits(caller)) {
        if (caller.kind() == Caller.Kind.NOBODY) {
          throw Problem.unauthorized("Sign in, or send an API token as Authorization: Bearer ….");
        }
        throw Problem.forbidden(
            "This needs the role “"
                + access.name().toLowerCase(java.util.Locale.ROOT)
                + "”"
                + (caller.kind() == Caller.Kind.TOKEN
                    ? " and a token with that scope."
                    : ". Ask an administrator."));
      }
      each.handler().handle(ctx);
    };
  }

  private Caller who(Context ctx, Access access) {
    var caller = guard.who(ctx);
    return access == Access.SCREEN && caller.kind() == Caller.Kind.NOBODY
        ? screens.who(ctx)
        : caller;
  }

  /**
   * The person or token at a door that lets sources in besides people. A write that another site's
   * page sent in somebody's name comes from nobody.
   */
  public Caller caller(Context ctx) {
    var caller = guard.who(ctx);
    return caller.kind() == Caller.Kind.TOKEN || SAFE.contains(ctx.method().name()) || ownPage(ctx)
        ? caller
        : Caller.NOBODY;
  }

  /**
   * Either header is enough: old browsers send no Sec-Fetch-Site, and plain HTTP never carries it.
   */
  private boolean ownPage(Context ctx) {
    if ("same-origin".equals(ctx.header("Sec-Fetch-Site"))) {
      return true;
    }
    String origin = ctx.header("Origin");
    if (origin == null) {
      return false;
    }
    String host = ctx.header("Host");
    return origin.equals(origin(publicUrl))
        || (host != null && (origin.equals("http://" + host) || origin.equals("https://" + host)));
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
