package dev.rialto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of the rooms as values, so that they can be held against the house and against broken
 * rooms alike.
 */
record HouseRules(String root) {
  /** A room leans only on rooms of earlier lines, or on its own line's platform and journal. */
  static final List<List<String>> ROOMS =
      List.of(
          List.of("postgres"),
          List.of("platform"),
          List.of("journal", "outbound"),
          List.of("people"),
          List.of("capabilities", "skills"),
          List.of("catalog", "channels"),
          List.of("answers", "dependencies"),
          List.of("descriptors"),
          List.of("oncall"),
          List.of("paging"),
          List.of("alerts"),
          List.of("probes"),
          List.of("uptime"),
          List.of("plots"),
          List.of("checks"),
          List.of("maintenance"),
          List.of("rounds"),
          List.of("delivery"),
          List.of("pipelines", "notices"),
          List.of("changes", "forges"),
          List.of("signals"),
          List.of("standing"),
          List.of("suspects"),
          List.of("incidents"),
          List.of("timeline"),
          List.of("items"),
          List.of("board"),
          List.of("sprints"),
          List.of("erasure", "vitals"),
          List.of("status", "wall"),
          List.of("beginning"),
          List.of("front", "manual"),
          List.of("shop"),
          List.of("company"),
          List.of("demo"));

  Map<String, ArchRule> all() {
    var rules = new LinkedHashMap<String, ArchRule>();
    for (int i = 0; i < ROOMS.size(); i++) {
      var right = new ArrayList<String>();
      for (var later : ROOMS.subList(i + 1, ROOMS.size())) {
        later.forEach(room -> right.add(root + "." + room + ".."));
      }
      for (String room : ROOMS.get(i)) {
        var others = new ArrayList<>(right);
        ROOMS.get(i).stream()
            .filter(o -> !o.equals(room))
            .forEach(o -> others.add(root + "." + o + ".."));
        if (!others.isEmpty()) {
          rules.put(
              room + " leans left",
              noClasses()
                  .that()
                  .resideInAPackage(root + "." + room + "..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(others.toArray(String[]::new))
                  .because("a room leans only on rooms to its left, so that each can be read alone")
                  .allowEmptyShould(true));
        }
      }
    }
    rules.put(
        "no circles",
        slices()
            .matching(root + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("two rooms in a circle are one room"));
    rules.put(
        "only doors know HTTP",
        noClasses()
            .that(not("Web", "Doors", "House", "Rialto"))
            .and()
            .resideOutsideOfPackages(
                root + ".platform..", root + ".postgres..", root + ".outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
            .because("what Rialto decides must not depend on how somebody asked")
            .allowEmptyShould(true));
    rules.put(
        "only Sql knows Jdbi",
        noClasses()
            .that(not("Sql"))
            .and()
            .resideOutsideOfPackages(
                root + ".platform..", root + ".postgres..", root + ".outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jdbi..")
            .because("every statement of a room is found in one place")
            .allowEmptyShould(true));
    rules.put(
        "time is a parameter",
        noClasses()
            .that(not("Rialto"))
            .and()
            .resideOutsideOfPackages(
                root + ".platform..", root + ".postgres..", root + ".outbound..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("a story must be able to turn the clock")
            .allowEmptyShould(true));
    rules.put(
        "one reader of the environment",
        noClasses()
            .that(not("Rialto", "Settings"))
            .and()
            .resideOutsideOfPackages(
                root + ".platform..", root + ".postgres..", root + ".outbound..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("Settings reports every mistake at once, at start")
            .allowEmptyShould(true));
    rules.put(
        "names that say something",
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Dto|[a-z]Service)(\\$.*)?")
            .because("such a name means: look again, the thing has a better one")
            .allowEmptyShould(true));
    rules.put(
        "no sleeping",
        noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("work waits for a condition or a job, never for a while")
            .allowEmptyShould(true));
    return rules;
  }

  private static DescribedPredicate<JavaClass> not(String... endings) {
    return DescribedPredicate.describe(
        "not named *" + String.join(", *", endings),
        c -> {
          String top = c.getName().replaceFirst("\\$.*$", "");
          for (String ending : endings) {
            if (top.endsWith(ending)) {
              return false;
            }
          }
          return true;
        });
  }
}
