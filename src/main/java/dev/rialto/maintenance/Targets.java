package dev.rialto.maintenance;

import dev.rialto.catalog.Services;
import dev.rialto.checks.Checks;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import org.jspecify.annotations.Nullable;

/** Finds what planned work is for, and whether the one who plans it may. */
final class Targets {
  private final Services services;
  private final Teams teams;
  private final Checks checks;

  Targets(Services services, Teams teams, Checks checks) {
    this.services = services;
    this.teams = teams;
    this.checks = checks;
  }

  /** One of the three is there. */
  record Target(@Nullable Long checkId, @Nullable Long serviceId, @Nullable Long teamId) {}

  /** What a draft is for; the scrutiny says why not. */
  @Nullable Target of(Tx tx, Caller caller, WindowDraft draft, Scrutiny scrutiny) {
    return switch (draft.scope()) {
      case "check" -> {
        var check = Digits.of(draft.target()).flatMap(id -> checks.byId(tx, id)).orElse(null);
        if (check == null) {
          scrutiny.wrong("target", "There is no check with this number; see /checks.");
          yield null;
        }
        refuseOthers(tx, caller, check.service().teamId(), check.service().name(), scrutiny);
        yield new Target(check.id(), null, null);
      }
      case "service" -> {
        var service =
            Slug.fits(draft.target()) ? services.byName(tx, draft.target()).orElse(null) : null;
        if (service == null) {
          scrutiny.wrong("target", "There is no service with this short name; see /services.");
          yield null;
        }
        refuseOthers(tx, caller, service.ownerTeamId(), service.name(), scrutiny);
        yield new Target(null, service.id(), null);
      }
      default -> {
        var team = Slug.fits(draft.target()) ? teams.bySlug(tx, draft.target()).orElse(null) : null;
        if (team == null) {
          scrutiny.wrong("target", "There is no team with this short name; see /teams.");
          yield null;
        }
        refuseOthers(tx, caller, team.id(), team.name(), scrutiny);
        yield new Target(null, null, team.id());
      }
    };
  }

  /** Planned work silences a pager, so only those whose pager it is may plan it. */
  private void refuseOthers(
      Tx tx, Caller caller, @Nullable Long team, String name, Scrutiny scrutiny) {
    scrutiny.holds(
        team == null || teams.mayActFor(tx, caller, team),
        "target",
        "Only the team that owns %s and administrators plan work on it.".formatted(name));
  }

  /** How a form names what a window is for. */
  static String named(Tx tx, Window window) {
    var sql = tx.attach(MaintenanceSql.class);
    return switch (window.scope()) {
      case "service" -> sql.serviceSlug(window.targetId()).orElse("");
      case "team" -> sql.teamSlug(window.targetId()).orElse("");
      default -> String.valueOf(window.targetId());
    };
  }
}
