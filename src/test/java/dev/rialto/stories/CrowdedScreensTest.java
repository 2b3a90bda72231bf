package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The screens that grow with a company, when it has a thousand services; and the same with nothing
 * in it. Both sizes are where a screen that looked well stops doing so.
 */
@Tag("needs-chromium")
class CrowdedScreensTest {
  private static final List<String> GROWING =
      List.of(
          "/",
          "/run",
          "/alerts",
          "/services",
          "/services/graph",
          "/services/graph?page=2",
          "/services/graph?page=99",
          "/services/graph?team=team-1",
          "/services/graph?service=payments-0",
          "/services/payments-0",
          "/services/payments-0/needs",
          "/capabilities",
          "/capabilities/capability-0",
          "/imports/1",
          "/search?q=pay",
          "/teams",
          "/teams/team-0",
          "/teams/team-0/board",
          "/teams/team-0/backlog",
          "/incidents/1",
          "/wall?team=team-1",
          "/wall");

  private static final List<String> EMPTY =
      List.of(
          "/",
          "/run",
          "/ship",
          "/plan",
          "/alerts",
          "/incidents",
          "/incidents/new",
          "/checks",
          "/checks/new",
          "/services",
          "/services/graph",
          "/services/new",
          "/capabilities",
          "/teams",
          "/people",
          "/oncall",
          "/maintenance",
          "/maintenance/new",
          "/deployments",
          "/changes",
          "/mappings",
          "/imports",
          "/sources",
          "/sources/new",
          "/silences",
          "/routing",
          "/notifications",
          "/pages",
          "/skills",
          "/wall",
          "/wall/kiosks",
          "/status",
          "/status/settings",
          "/vitals",
          "/me",
          "/search?q=pay");

  @Test
  void a_thousand_services_are_fit_to_be_seen() {
    try (var house = new TestHouse()) {
      var ada = Cast.enters(house, "ada", "admin");
      new CompanyCrowd(house, ada).gathers();
      assertThat(wrong(house, ada, GROWING, "")).isEmpty();
    }
  }

  @Test
  void nothing_at_all_is_fit_to_be_seen() {
    try (var house = new TestHouse()) {
      var ada = Cast.enters(house, "ada", "admin");
      assertThat(wrong(house, ada, EMPTY, "empty")).isEmpty();
    }
  }

  private static List<String> wrong(
      TestHouse house, Visitor ada, List<String> paths, String prefix) {
    var wrong = new ArrayList<String>();
    try (var looks = new Looks(house, wrong)) {
      looks.browser.enter(house, ada);
      paths.forEach(
          path -> looks.at(path, prefix + "crowd" + path.replaceAll("[^a-zA-Z0-9-]+", "_")));
    }
    return wrong;
  }
}
