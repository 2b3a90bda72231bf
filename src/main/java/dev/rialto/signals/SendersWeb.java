package dev.rialto.signals;

import dev.rialto.platform.Caller;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds who is sending, by the token in the path, as a bearer or as a basic password. */
final class SendersWeb {
  /** Asked again after this; twice this after its rotation a token is worth nothing on any node. */
  static final Duration REMEMBERED = Duration.ofSeconds(1);

  static final int MOST_REMEMBERED = 10_000;
  static final int LONGEST_TOKEN = 512;

  /** A token's outcome, kept for a moment: a busy source would else ask the database each time. */
  private record Remembered(Optional<Source> source, long until) {}

  private final Sources sources;
  private final Function<String, Optional<Caller>> apiTokens;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  SendersWeb(Sources sources, Function<String, Optional<Caller>> apiTokens) {
    this.sources = sources;
    this.apiTokens = apiTokens;
  }

  Optional<Source> of(Context ctx, Format format) {
    var token = token(ctx);
    if (token == null || token.isBlank() || token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    var key = format.word() + HexFormat.of().formatHex(Sources.hash(token));
    long now = System.nanoTime();
    var known = remembered.get(key);
    if (known != null && known.until() - now > 0) {
      return known.source();
    }
    if (known != null && !known.source().isEmpty()) {
      // One request asks for all of a busy source; the others go on with what is known meanwhile.
      var meanwhile = new Remembered(known.source(), now + REMEMBERED.toNanos());
      if (!remembered.replace(key, known, meanwhile)) {
        return known.source();
      }
    }
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    var source = find(token, format);
    remembered.put(key, new Remembered(source, now + REMEMBERED.toNanos()));
    return source;
  }

  /** For doors that only want to know that it is someone we know. */
  Source must(Context ctx) {
    return of(ctx, Format.PROMETHEUS).orElseThrow(SendersWeb::unknown);
  }

  static Problem unknown() {
    return Problem.unauthorized(
        "No source has this token. Send it as Authorization: Bearer …, as the basic password, or in"
            + " the path /in/{token}/…; the page of sources has the lines to paste.");
  }

  /** A change of tokens is felt at once on this node. */
  void forget() {
    remembered.clear();
  }

  private Optional<Source> find(String token, Format format) {
    var source = sources.byToken(token);
    if (source.isPresent()) {
      return source;
    }
    return apiTokens
        .apply(token)
        .filter(caller -> maySend(caller, format))
        .map(caller -> sources.ofApiCaller(caller, format));
  }

  /** Who may write may tell of a deployment; alerts have a scope of their own. */
  private static boolean maySend(Caller caller, Format format) {
    return caller.hasScope("signals")
        || (format == Format.DEPLOYMENTS && caller.mayWrite() && caller.hasScope("write"));
  }

  private static @Nullable String token(Context ctx) {
    var inPath = ctx.pathParamMap().get("token");
    if (inPath != null) {
      return inPath;
    }
    var header = ctx.header("Authorization");
    if (header == null) {
      return null;
    }
    var scheme = header.toLowerCase(Locale.ROOT);
    if (scheme.startsWith("bearer ")) {
      return header.substring("bearer ".length()).strip();
    }
    return scheme.startsWith("basic ") ? basic(header.substring("basic ".length()).strip()) : null;
  }

  /** The password is the token; tools that have only a user name put it there. */
  private static @Nullable String basic(String encoded) {
    try {
      var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      var password = colon < 0 ? "" : pair.substring(colon + 1);
      return password.isBlank() ? (colon < 0 ? pair : pair.substring(0, colon)) : password;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
