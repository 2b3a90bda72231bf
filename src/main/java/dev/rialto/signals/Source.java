package dev.rialto.signals;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Someone who sends: known by a token, speaking one format by habit, perhaps for one service. */
public record Source(
    long id,
    String name,
    String format,
    @Nullable String tokenHint,
    @Nullable String apiCaller,
    @Nullable String sealedToken,
    @Nullable Long serviceId,
    @Nullable String serviceName,
    @Nullable Integer expectedMinutes,
    Instant createdAt,
    String createdBy,
    @Nullable Instant rotatedAt,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    long signals,
    long alerts,
    long parked,
    int version) {

  Origin origin() {
    return new Origin(id, serviceId);
  }

  /** What one of its signals is made of, for a sentence. */
  public String told(long n) {
    return spoken().pipelines()
        ? Show.plural(n, "fact", "facts")
        : Show.plural(n, "alert", "alerts");
  }

  /** Its sender signs, and the secret to check that with is not known here. */
  public boolean needsToken() {
    return spoken().signs() && apiCaller == null && sealedToken == null;
  }

  public Format spoken() {
    return Format.of(format).orElseThrow();
  }

  /** Silent for longer than it should be: either nothing is wrong there, or nobody would know. */
  public boolean silent(Instant now) {
    if (expectedMinutes == null) {
      return false;
    }
    var heard = lastAt == null ? createdAt : lastAt;
    return heard.plus(Duration.ofMinutes(expectedMinutes)).isBefore(now);
  }

  public State state(Instant now) {
    if (silent(now)) {
      return State.SILENT;
    }
    return lastAt == null ? State.WAITING : State.HEARD;
  }

  /** Said aloud on the page of sources, worst first. */
  public enum State {
    SILENT("down", "Silent"),
    WAITING("unknown", "Nothing yet"),
    HEARD("up", "Heard");

    private final String colour;
    private final String word;

    State(String colour, String word) {
      this.colour = colour;
      this.word = word;
    }

    public String colour() {
      return colour;
    }

    public String word() {
      return word;
    }
  }
}
