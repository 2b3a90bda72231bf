package dev.rialto.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.util.Locale;
import java.util.Set;

/**
 * What somebody says about where things belong, as typed.
 *
 * @param to the service's short name, or any name it is known by
 * @param called what its environment is called here; empty: as the sender calls it
 */
public record MappingDraft(
    String repository, String path, String environment, String service, String to, String called) {
  static final Set<String> KNOWN =
      Set.of("repository", "path", "environment", "told_service", "service", "called");

  /** Addresses may be pasted as they are; what is kept is host and path. */
  public MappingDraft {
    repository = Origin.repository(repository).toLowerCase(Locale.ROOT);
  }

  static MappingDraft of(JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, KNOWN);
    return new MappingDraft(
        fields.text("repository", ""),
        fields.text("path", ""),
        fields.text("environment", ""),
        fields.text("told_service", ""),
        fields.text("service", ""),
        fields.text("called", ""));
  }

  void check(Scrutiny scrutiny) {
    scrutiny.optionalLine("repository", repository, 400);
    scrutiny.optionalLine("path", path, 400);
    scrutiny.optionalLine("environment", environment, 120);
    scrutiny.optionalLine("told_service", service, 200);
    scrutiny.optionalLine("called", called, 120);
    scrutiny.holds(
        !to.isEmpty(), "service", "Say which service it is; all are listed under /services.");
    scrutiny.holds(
        !repository.isEmpty() || !service.isEmpty(),
        "repository",
        "Say a repository such as github.com/merchant-row/payments, or the name that was told.");
  }
}
