package dev.rialto.checks;

import dev.rialto.platform.Wrong;
import dev.rialto.plots.LatencyPlot;
import dev.rialto.probes.DnsProbe;
import dev.rialto.probes.Expectation;
import dev.rialto.probes.Is;
import dev.rialto.probes.Outcome;
import dev.rialto.probes.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of a check, new or not, with what was typed.
 *
 * @param check the check as it is now; missing while it is new
 * @param faster what stands in the way, when somebody else was faster
 * @param tried what the typed probe just saw
 */
public record CheckFormPage(
    CheckDraft draft,
    ProbeForm probe,
    @Nullable Check check,
    List<String> services,
    List<Wrong> wrongs,
    @Nullable String faster,
    @Nullable Outcome tried) {
  private static final Map<String, String> SAID =
      Map.of(
          "http",
          "Web address",
          "tcp",
          "TCP port",
          "dns",
          "DNS name",
          "tls",
          "TLS certificate",
          Check.HEARTBEAT,
          "Heartbeat");

  /** Where a mistake of the JSON form stands on the form. */
  private static final Map<String, String> PLACES =
      Map.of(
          "probe.period_s", "p_period_min",
          "probe.grace_s", "p_grace_min",
          "probe.latency.degraded_ms", "p_latency_degraded",
          "probe.latency.down_ms", "p_latency_down",
          "probe.certificate_days", "p_days_degraded",
          "probe.certificate_days.degraded", "p_days_degraded",
          "probe.certificate_days.down", "p_days_down",
          "probe.basic_auth", "p_auth_user",
          "probe.basic_auth.user", "p_auth_user",
          "probe.basic_auth.password", "p_auth_password");

  public String title() {
    return check == null ? "A new check" : "Edit " + check.name();
  }

  public String action() {
    return check == null ? "/checks" : check.path();
  }

  public String tryAction() {
    return check == null ? "/checks/try" : check.path() + "/try";
  }

  /** The button that keeps what was typed. */
  public String save() {
    return faster != null ? "Save mine anyway" : check == null ? "Make the check" : "Save";
  }

  public String back() {
    return check == null ? "/checks" : check.path();
  }

  public boolean is(String type) {
    return probe.type().equals(type);
  }

  public List<String> types() {
    return What.TYPES;
  }

  /** What came of one expectation, in a word beside its colour. */
  public static String holds(Verdict verdict) {
    return switch (verdict) {
      case UP -> "holds";
      case DEGRADED -> "degraded";
      case DOWN -> "fails";
      case UNKNOWN -> "unknown";
    };
  }

  public static String said(String type) {
    return SAID.getOrDefault(type, type);
  }

  public List<String> methods() {
    return List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  }

  public List<String> kinds() {
    return Arrays.stream(Expectation.Kind.values()).map(Expectation.Kind::code).toList();
  }

  public Is[] comparisons() {
    return Is.values();
  }

  public DnsProbe.Match[] matches() {
    return DnsProbe.Match.values();
  }

  /** How the answers are held against the expected ones, as the choice says it. */
  public static String said(DnsProbe.Match match) {
    return switch (match) {
      case ALL -> "all of these, and more are fine";
      case EXACTLY -> "exactly these, no others";
      case ANY -> "one of these, or more";
      case NONE -> "nothing: there is no such record";
    };
  }

  public List<String> records() {
    return List.of(
        "A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NS", "PTR", "SOA", "SRV", "SVCB", "TXT");
  }

  /** Mistakes where the form has their fields; rows of a list share their field. */
  public List<Wrong> here() {
    var here = new ArrayList<Wrong>();
    for (var wrong : wrongs) {
      here.add(new Wrong(place(wrong.field()), numbered(wrong)));
    }
    return here;
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, here());
  }

  private static String place(String field) {
    var found = PLACES.get(field);
    if (found != null) {
      return found;
    }
    if (!field.startsWith("probe.")) {
      return field;
    }
    return "p_" + field.substring("probe.".length()).replaceFirst("[\\[.].*$", "");
  }

  /** “urls[2]” is the third line. */
  private static String numbered(Wrong wrong) {
    var match = java.util.regex.Pattern.compile("\\[(\\d{1,3})]").matcher(wrong.field());
    return match.find()
        ? String.format(
            Locale.ROOT, "Line %d: %s", Integer.parseInt(match.group(1)) + 1, wrong.message())
        : wrong.message();
  }

  public static String millis(java.time.Duration took) {
    return LatencyPlot.took(took);
  }
}
