package dev.rialto;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The house keeps its rules, and each rule notices a room that breaks it. */
class HouseRulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.rialto");
  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("broken");

  @TestFactory
  Stream<DynamicTest> the_house_keeps() {
    return new HouseRules("dev.rialto")
        .all().entrySet().stream()
            .map(
                rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(HOUSE)));
  }

  /** The rooms below {@code src/test/java/broken} break every rule once. */
  @TestFactory
  Stream<DynamicTest> a_broken_room_is_noticed() {
    return new HouseRules("broken")
        .all().entrySet().stream()
            .filter(
                rule -> !rule.getKey().endsWith("leans left") || rule.getKey().startsWith("people"))
            .map(
                rule ->
                    DynamicTest.dynamicTest(
                        rule.getKey(),
                        () ->
                            assertThat(rule.getValue().evaluate(BROKEN).hasViolation()).isTrue()));
  }

  @Test
  void a_room_touches_only_its_own_tables() {
    var rules = new TableRules(Path.of("src/main/resources/db"));
    assertThat(rules.tables()).contains("journal_entry", "person", "service");
    assertThat(rules.broken(Path.of("src/main/java/dev/rialto"))).isEmpty();
  }

  @Test
  void a_room_that_touches_anothers_table_is_noticed(@TempDir Path dir) throws Exception {
    Files.createDirectories(dir.resolve("db"));
    Files.createDirectories(dir.resolve("java/alerts"));
    Files.writeString(dir.resolve("db/V1__people_person.sql"), "create table person (id bigint);");
    Files.writeString(
        dir.resolve("java/alerts/AlertSql.java"),
        "\"update person set name = 'x'\" \"select 1 from person\"");
    assertThat(new TableRules(dir.resolve("db")).broken(dir.resolve("java")))
        .containsExactly(
            "AlertSql.java of alerts writes person, a table of people",
            "AlertSql.java of alerts reads person, a table of people");
  }
}
