package dev.rialto.company;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.shop.ShopProcess;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Founds the company as an administrator would: invites people, who take their invitations and
 * prove their phones; makes teams, services, schedules, checks.
 */
final class Founding {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern SIX_DIGITS = Pattern.compile("\\b(\\d{6})\\b");
  private static final Pattern INVITATION = Pattern.compile("/invitation/[-\\w]+");

  private final Staff staff;
  private final Inbox inbox;
  private final Turning turning;
  private final ZoneId zone;
  private final int pushPort;
  private final int shopPort;

  Founding(Staff staff, Inbox inbox, Turning turning, ZoneId zone, int pushPort, int shopPort) {
    this.staff = staff;
    this.inbox = inbox;
    this.turning = turning;
    this.zone = zone;
    this.pushPort = pushPort;
    this.shopPort = shopPort;
  }

  /**
   * {@code firstRun} is the link that a first start prints; {@code today} the day the past leads
   * to.
   */
  void found(String firstRun, LocalDate today, int interval) {
    var ada = staff.as("ada").entersBy(firstRun, "Ada");
    for (var person : Company.people()) {
      joins(ada, person);
    }
    for (var team : Company.TEAMS) {
      makes(ada, team, today);
    }
    ada.put("/api/v1/routing/last-resort", Map.of("team", "platform"));
    for (var part : Company.PARTS) {
      runs(ada, part, interval);
    }
    for (var need : Company.NEEDS) {
      ada.put(
          "/api/v1/services/" + need.get(0) + "/dependencies/" + need.get(1),
          Map.of("kind", need.get(2)));
    }
    describe(ada);
    turning.settle();
  }

  private void joins(Actor ada, Company.Person person) {
    if (!person.login().equals("ada")) {
      ada.post(
          "/api/v1/invitations",
          Map.of(
              "email", person.email(), "name", person.name(), "role", "member", "deliver", "mail"));
      turning.settle();
      var path = INVITATION.matcher(awaited(Letter.Via.MAIL, person.email()).text());
      path.find();
      staff.as(person.login()).entersBy(path.group(), person.name());
    }
    var actor = staff.as(person.login());
    var me = "/api/v1/people/" + staff.id(person.login());
    actor.change(me, Map.of("zone", zone.getId()));
    var methods = actor.get(me + "/contact-methods");
    var phone =
        actor
            .post(
                me + "/contact-methods",
                Map.of(
                    "kind", "ntfy",
                    "label", "Phone",
                    "address", PushReceiver.address(pushPort, person.topic())))
            .at("/contact_method/id")
            .asLong();
    verify(actor, phone, Letter.Via.PUSH, person.topic());
    for (var method : items(methods)) {
      if (method.at("/verified_at").isNull()) {
        verify(actor, method.get("id").asLong(), Letter.Via.MAIL, person.email());
      }
    }
    var order = new java.util.ArrayList<Long>(List.of(phone));
    items(methods).forEach(method -> order.add(method.get("id").asLong()));
    actor.put(me + "/contact-methods/order", Map.of("ids", order));
  }

  private static Iterable<JsonNode> items(JsonNode list) {
    return list.has("items") ? list.get("items") : list;
  }

  private void verify(Actor actor, long method, Letter.Via via, String to) {
    actor.post("/api/v1/contact-methods/" + method + "/code", Map.of());
    turning.settle();
    var code = SIX_DIGITS.matcher(said(awaited(via, to)));
    code.find();
    actor.post(
        "/api/v1/contact-methods/" + method + "/verification", Map.of("code", code.group(1)));
  }

  private static String said(Letter letter) {
    return letter.subject() + " " + letter.text();
  }

  private Letter awaited(Letter.Via via, String to) {
    var letter = inbox.await(each -> each.via() == via && each.to().equals(to), PATIENCE);
    if (letter == null) {
      throw new IllegalStateException("Nothing arrived for " + to);
    }
    return letter;
  }

  private void makes(Actor ada, Company.Team team, LocalDate today) {
    ada.post(
        "/api/v1/teams",
        Map.of(
            "name", team.name(),
            "slug", team.slug(),
            "zone", zone.getId(),
            "description", team.about()));
    for (var person : team.people()) {
      boolean leads = person.equals(team.people().getFirst());
      ada.put(
          "/api/v1/teams/" + team.slug() + "/members/" + staff.id(person.login()),
          Map.of("role", leads ? "lead" : "member", "roles", List.of(person.role())));
    }
    if (team.people().stream().noneMatch(person -> person.login().equals("ada"))) {
      // Whoever makes a team is in it, and would be paged for all of them.
      ada.delete("/api/v1/teams/" + team.slug() + "/members/" + staff.id("ada"));
    }
    var schedule = ada.post("/api/v1/schedules", Map.of("team", team.slug()));
    long id = schedule.get("id").asLong();
    var pager = team.pager();
    ada.put(
        "/api/v1/schedules/" + id + "/rotation",
        Map.of(
            "handover",
            "09:00",
            "weekday",
            "wednesday",
            "first_day",
            firstTurn(today, pager.size()).toString(),
            "every",
            1,
            "people",
            pager.stream().map(person -> staff.id(person.login())).toList(),
            "version",
            schedule.get("version").asInt()));
    var path = "/api/v1/teams/" + team.slug() + "/escalation-policy";
    ada.put(
        path,
        Map.of(
            "version", version(ada, path),
            "repeats", 2,
            "levels",
                List.of(
                    Map.of("to", "schedule", "id", id, "patience_s", 300),
                    Map.of(
                        "to",
                        "person",
                        "id",
                        staff.id(pager.getLast().login()),
                        "patience_s",
                        600))));
  }

  /** Counted back so that the first of the pager has it in the week that the past leads to. */
  private static LocalDate firstTurn(LocalDate today, int people) {
    return today
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.WEDNESDAY))
        .minusWeeks((long) people * (20 / people));
  }

  private static int version(Actor ada, String path) {
    try {
      return ada.get(path).path("version").asInt();
    } catch (Actor.Refused e) {
      return 0;
    }
  }

  private void runs(Actor ada, Company.Part part, int interval) {
    var team = Company.team(part.team());
    var draft = new HashMap<String, Object>();
    draft.put("name", part.name());
    draft.put("slug", part.name());
    draft.put("owner", part.team());
    draft.put("tier", part.tier());
    draft.put("capability", part.capability());
    draft.put("description", part.about());
    draft.put(
        "environments",
        List.of(
            Map.of("name", "PreProd", "tier", "staging"),
            Map.of("name", "Prod", "tier", "production")));
    draft.put("runbook_url", "https://wiki." + Company.DOMAIN + "/" + part.name());
    draft.put("dev_contact", team.people().getFirst().email());
    draft.put("ops_contact", Company.team("payments-ops").people().get(1).email());
    ada.post("/api/v1/services", draft);
    ada.post(
        "/api/v1/checks",
        Map.of(
            "name",
            part.check(),
            "service",
            part.name(),
            "environment",
            "Prod",
            "interval_s",
            interval,
            "timeout_s",
            5,
            "severity",
            part.tier() == 1 ? "critical" : part.tier() == 2 ? "error" : "warning",
            "must_hold",
            part.about(),
            "how_probed",
            "By HTTP, from where Rialto runs; it leaves nothing behind.",
            "probe",
            Map.of(
                "type", "http",
                "urls", List.of(ShopProcess.address(shopPort) + "/health/" + part.looksAt()),
                "expect",
                    List.of(Map.of("type", "text", "is", "contains", "value", part.expects())))));
  }

  private static void describe(Actor ada) {
    ada.change(
        "/api/v1/capabilities/customers-can-pay",
        Map.of(
            "description", "A customer pays by card or voucher and sees “Thank you” at once.",
            "owner", "checkout",
            "owner_person", "ifeoma@" + Company.DOMAIN));
    ada.change(
        "/api/v1/services/payments",
        Map.of(
            "service_owner",
            "ifeoma@" + Company.DOMAIN,
            "repositories",
            List.of(Map.of("url", "https://git." + Company.DOMAIN + "/payments"))));
    answer(ada, "where_it_runs", "In the shop’s process, part `payments`, beside the others.");
    answer(
        ada,
        "how_it_gets_there",
        "*Deploy* on the demo’s page starts the new version beside the old one and takes its port.");
    answer(ada, "how_servers_are_built", "Image `temurin-25-distroless`, rebuilt every Monday.");
    answer(
        ada,
        "how_it_is_provisioned",
        "Terraform `modules/pay`; the database by Platform on request.");
    answer(ada, "what_breaks", "- the card company is slow\n- connections to it run out");
    answer(ada, "how_to_fix_it", "Roll back first, ask later.");
  }

  private static void answer(Actor ada, String question, String body) {
    ada.put("/api/v1/services/payments/answers/" + question, Map.of("body", body, "version", 0));
  }
}
