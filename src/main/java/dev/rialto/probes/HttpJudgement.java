package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Holds an HTTP answer against everything that was asked of it. */
final class HttpJudgement {
  private static final int LONGEST_PHRASE = 60;

  /** For servers that leave the words out. */
  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private final HttpProbe probe;
  private final Attempt attempt;
  private final String where;
  private @Nullable Optional<JsonNode> document;

  HttpJudgement(HttpProbe probe, Attempt attempt, String where) {
    this.probe = probe;
    this.attempt = attempt;
    this.where = where;
  }

  void status(int code, String said) {
    var fine = Statuses.of(probe.status()).orElseThrow();
    var phrase =
        said.isBlank()
            ? PHRASES.getOrDefault(code, "")
            : Words.cut(Words.line(said), LONGEST_PHRASE);
    var seen = (code + " " + phrase).strip();
    var what = "status is " + fine;
    if (fine.contains(code)) {
      attempt.held(where, what, seen);
    } else {
      attempt.missed(
          where,
          what,
          Verdict.DOWN,
          seen,
          "%s answered %s, expected %s".formatted(where, seen, fine));
    }
  }

  void expectations(Response response, Answer answer) {
    for (var expectation : probe.expect()) {
      switch (expectation.kind()) {
        case TEXT -> text(expectation, answer);
        case JSON -> json(expectation, answer);
        case HEADER -> header(expectation, response);
      }
    }
  }

  private void text(Expectation asked, Answer answer) {
    var note = answer.note();
    if (asked.is().holds(answer.text(), asked.value())) {
      attempt.held(where, asked.words(), "held" + note);
      return;
    }
    var value = Words.cut(asked.value(), 120);
    var trouble =
        switch (asked.is()) {
          case CONTAINS -> "does not contain “%s”".formatted(value);
          case NOT_CONTAINS -> "contains “%s”".formatted(value);
          case MATCHES -> "does not match “%s”".formatted(value);
          case NOT_MATCHES -> "matches “%s”".formatted(value);
          default -> "is not “%s”".formatted(value);
        };
    attempt.missed(
        where,
        asked.words(),
        Verdict.DOWN,
        answer.text().isEmpty() ? "an empty answer" : trouble + note,
        "%s %s%s".formatted(where, trouble, note));
  }

  private void json(Expectation asked, Answer answer) {
    var json = document(answer);
    if (json.isEmpty()) {
      var why =
          answer.cut() ? "the answer is too long to be read as JSON" : "the answer is no JSON";
      attempt.missed(
          where, asked.words(), Verdict.DOWN, why, "%s: %s".formatted(where, why + answer.note()));
      return;
    }
    compare(asked, JsonPaths.at(json.get(), asked.of()));
  }

  private Optional<JsonNode> document(Answer answer) {
    var read = document;
    if (read == null) {
      read = answer.cut() ? Optional.empty() : JsonPaths.document(answer.text());
      document = read;
    }
    return read;
  }

  private void header(Expectation asked, Response response) {
    var values = response.headers(asked.of());
    compare(asked, values.isEmpty() ? null : String.join(", ", values));
  }

  private void compare(Expectation asked, @Nullable String seen) {
    var shown = seen == null ? "nothing there" : "“" + Words.line(seen) + "”";
    if (asked.is().holds(seen, asked.value())) {
      attempt.held(where, asked.words(), shown);
    } else {
      var expected = asked.words().substring(asked.subject().length()).strip();
      attempt.missed(
          where,
          asked.words(),
          Verdict.DOWN,
          shown,
          "%s: %s is %s, expected: %s".formatted(where, asked.subject(), shown, expected));
    }
  }

  void latency(Duration took) {
    attempt.latency(where, probe.latency(), took);
  }

  void days(String host, X509Certificate leaf, Instant now) {
    attempt.days(host, probe.certificateDays(), leaf, now);
  }
}
