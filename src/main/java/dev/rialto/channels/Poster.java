package dev.rialto.channels;

import dev.rialto.channels.Outcome.Delivered;
import dev.rialto.channels.Outcome.Undelivered;
import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Json;
import dev.rialto.platform.Lazy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** One bounded POST to an address somebody typed, and what its answer means. */
final class Poster {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  static final Duration WHOLE_CALL = Duration.ofSeconds(7);
  static final long MOST_OF_AN_ANSWER = 100 * 1024;
  static final int LONGEST_ADDRESS = 2000;
  static final int LONGEST_QUOTE = 160;

  static final MediaType JSON = MediaType.get("application/json");

  private final VettedAddress vetted;
  private final InstantSource clock;
  private final Duration wholeCall;
  // Reads every authority that the machine trusts: 0.1 s that no start need wait for.
  private final Lazy<OkHttpClient> client = new Lazy<>(this::newClient);

  Poster(VettedAddress vetted, InstantSource clock) {
    this(vetted, clock, WHOLE_CALL);
  }

  /** For tests that wait for the end of patience. */
  Poster(VettedAddress vetted, InstantSource clock, Duration wholeCall) {
    this.vetted = vetted;
    this.clock = clock;
    this.wholeCall = wholeCall;
  }

  private OkHttpClient newClient() {
    return vetted
        .client()
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(wholeCall)
        .writeTimeout(wholeCall)
        .callTimeout(wholeCall)
        .build();
  }

  /** What is wrong with a URL, said to the person who typed it. */
  Optional<String> wrongWith(String address) {
    if (address.length() > LONGEST_ADDRESS) {
      return Optional.of("The address is longer than %d characters.".formatted(LONGEST_ADDRESS));
    }
    var url = HttpUrl.parse(address);
    if (url == null) {
      return Optional.of("Type a whole address that begins with https:// or http://.");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      return Optional.of("Leave name and password out of the address; they belong to the secret.");
    }
    return vetted.wrongWith(url.host()).map(why -> "This address cannot be used: " + why + ".");
  }

  Outcome postJson(String address, Message message, Map<String, String> headers, Object body) {
    return post(address, message, headers, JSON, Json.bytes(body));
  }

  Outcome post(
      String address, Message message, Map<String, String> headers, MediaType type, byte[] body) {
    var wrong = wrongWith(address);
    if (wrong.isPresent()) {
      return Undelivered.forGood(wrong.get());
    }
    var request =
        new Request.Builder()
            .url(address)
            .header("User-Agent", "Rialto")
            .header("Idempotency-Key", ascii(message.id()))
            .post(new Once(type, body));
    if (message.repeat()) {
      request.header("X-Rialto-Repeat", "true");
    }
    headers.forEach((name, value) -> request.header(name, ascii(value)));
    return send(request.build());
  }

  private Outcome send(Request request) {
    var host = request.url().host();
    try (var answer = client.get().newCall(request).execute()) {
      var text = beginning(answer);
      return answer.isSuccessful()
          ? new Delivered(host + " answered " + answer.code())
          : refused(host, answer, text);
    } catch (VettedAddress.Refused e) {
      return Undelivered.forGood(String.valueOf(e.getMessage()));
    } catch (UnknownHostException e) {
      return Undelivered.forNow(host + " does not resolve.");
    } catch (ConnectException e) {
      return Undelivered.forNow(host + " refused the connection or was not there.");
    } catch (InterruptedIOException e) {
      return Undelivered.unanswered(
          "%s did not answer within %d s.".formatted(host, wholeCall.toSeconds()));
    } catch (SSLException e) {
      return Undelivered.forNow(
          "No safe connection to %s: %s".formatted(host, quote(e.getMessage())));
    } catch (IOException e) {
      return Undelivered.unanswered(
          "The connection to %s broke: %s".formatted(host, quote(e.getMessage())));
    }
  }

  private Undelivered refused(String host, Response answer, String text) {
    var reason = new StringBuilder(host).append(" answered ").append(answer.code());
    if (answer.isRedirect()) {
      return Undelivered.forGood(reason + " and points elsewhere; type the final address.");
    }
    if (!text.isBlank()) {
      reason.append(": ").append(quote(text));
    }
    boolean later = answer.code() == 429 || answer.code() == 503;
    return new Undelivered(
        reason.toString(),
        isPermanent(answer.code()),
        later ? Patience.asked(answer.header("Retry-After"), clock.instant()) : null);
  }

  /** The request itself is at fault: sent again it would be refused again. */
  static boolean isPermanent(int status) {
    return status < 500 && status != 408 && status != 425 && status != 429;
  }

  /**
   * Reads a bounded beginning; the status line already decided, so a broken rest does not matter.
   */
  private static String beginning(Response answer) {
    try {
      var source = answer.body().source();
      source.request(MOST_OF_AN_ANSWER);
      return source.getBuffer().snapshot((int) Math.min(source.getBuffer().size(), 1024)).utf8();
    } catch (IOException restNeverCame) {
      return "";
    }
  }

  private static String quote(@Nullable String text) {
    return text == null ? "no reason given" : Plain.cut(Plain.line(text), LONGEST_QUOTE);
  }

  /** Header values: what is not printable ASCII has no business there. */
  private static String ascii(String value) {
    return value.replaceAll("[^\\x20-\\x7E]", "?");
  }

  /** OkHttp would send a request again by itself after a 408: a try nobody counted. */
  private static final class Once extends RequestBody {
    private final MediaType type;
    private final byte[] bytes;

    Once(MediaType type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
