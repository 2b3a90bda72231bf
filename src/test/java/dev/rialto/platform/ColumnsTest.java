package dev.rialto.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.stories.TestDatabase;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever goes in as a column comes out as it was. */
class ColumnsTest {
  /** What PostgreSQL makes of each. */
  interface Echo {
    @SqlQuery("select t from unnest(:texts) with ordinality as u(t, n) order by n")
    List<@Nullable String> texts(@Bind("texts") Collection<@Nullable String> texts);

    @SqlQuery("select t from unnest(:numbers) with ordinality as u(t, n) order by n")
    List<@Nullable Long> longs(@Bind("numbers") Collection<@Nullable Long> numbers);

    @SqlQuery("select t from unnest(:numbers) with ordinality as u(t, n) order by n")
    List<@Nullable Integer> ints(@Bind("numbers") List<@Nullable Integer> numbers);

    @SqlQuery("select t from unnest(:truths) with ordinality as u(t, n) order by n")
    List<@Nullable Boolean> truths(@Bind("truths") List<@Nullable Boolean> truths);

    @SqlQuery("select cardinality(:texts::text[])")
    int many(@Bind("texts") List<String> texts);
  }

  private static Database.Address address;
  private static Database db;

  @BeforeAll
  static void open() {
    address = TestDatabase.empty();
    db = Database.open(address, 1);
  }

  @AfterAll
  static void close() {
    db.close();
    TestDatabase.drop(address);
  }

  @Test
  void texts_with_all_that_arrays_are_written_with() {
    var hard =
        Arrays.asList(
            "",
            "NULL",
            null,
            "{a,b}",
            "quote \" and \\ back",
            " blank ",
            "line\nline",
            "é 🚨 \u202e");
    assertThat(db.<List<@Nullable String>>read(tx -> tx.attach(Echo.class).texts(hard)))
        .isEqualTo(hard);
  }

  @Test
  void numbers_and_truths_and_what_is_missing() {
    var longs = Arrays.asList(Long.MIN_VALUE, null, 0L, Long.MAX_VALUE);
    var ints = Arrays.asList(Integer.MAX_VALUE, null, -1);
    var truths = Arrays.asList(true, null, false);
    db.run(
        tx -> {
          var echo = tx.attach(Echo.class);
          assertThat(echo.longs(longs)).isEqualTo(longs);
          assertThat(echo.longs(new LinkedHashSet<>(List.of(3L, 1L)))).containsExactly(3L, 1L);
          assertThat(echo.ints(ints)).isEqualTo(ints);
          assertThat(echo.truths(truths)).isEqualTo(truths);
        });
  }

  @Test
  void none_at_all() {
    assertThat(db.<Integer>read(tx -> tx.attach(Echo.class).many(List.of()))).isZero();
  }
}
