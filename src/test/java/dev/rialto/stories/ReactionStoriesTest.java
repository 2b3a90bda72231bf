package dev.rialto.stories;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.journal.Entry;
import dev.rialto.platform.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What follows from what happened comes after the commit, once, in order, and again if it fails.
 */
class ReactionStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "member");
  private final List<String> handed = new CopyOnWriteArrayList<>();
  private volatile String failsAt = "";

  @BeforeEach
  void a_room_follows_incidents_and_writes_what_it_saw() {
    house
        .db()
        .run(
            tx ->
                tx.handle().execute("create table seen (n bigserial, kind text, subject bigint)"));
    house.house.reactions.on("tale.", "witness", this::witness);
    house.house.reactions.on("tale.resolved", "second", (tx, entry) -> {});
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void it_follows_after_the_commit_and_only_what_was_asked_for() {
    happens("tale.declared", 7);
    happens("alert.opened", 7);
    assertThat(seen()).isEmpty();
    house.settle();
    assertThat(seen()).containsExactly("tale.declared 7");
    assertThat(waiting()).isZero();
  }

  @Test
  void what_is_rolled_back_is_followed_by_nothing() {
    try {
      house
          .db()
          .run(
              tx -> {
                append(tx, "tale.declared", 7);
                throw new IllegalStateException("the change itself failed");
              });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageContaining("the change itself");
    }
    house.settle();
    assertThat(seen()).isEmpty();
    assertThat(waiting()).isZero();
  }

  @Test
  void a_node_that_dies_between_commit_and_work_is_taken_over() {
    happens("tale.declared", 7);
    house
        .db()
        .run(
            tx ->
                tx.handle()
                    .createUpdate(
                        """
                        update scheduled_tasks
                           set picked = true, picked_by = 'node-that-died',
                               last_heartbeat = :longAgo
                         where task_name = 'journal-react'
                        """)
                    .bind("longAgo", house.clock.instant().minusSeconds(3_600))
                    .execute());
    house.settle();
    assertThat(seen()).isEmpty();
    house.noticeDeadNodes();
    house.settle();
    assertThat(seen()).containsExactly("tale.declared 7");
  }

  @Test
  void what_fails_half_way_leaves_nothing_and_is_done_once() {
    failsAt = "tale.declared";
    happens("tale.declared", 7);
    house.settle();
    assertThat(handed).containsExactly("tale.declared 7");
    assertThat(seen()).isEmpty();
    failsAt = "";
    house.fastForward(ofSeconds(1));
    assertThat(handed).containsExactly("tale.declared 7", "tale.declared 7");
    assertThat(seen()).containsExactly("tale.declared 7");
    house.fastForward(ofMinutes(30));
    assertThat(seen()).hasSize(1);
  }

  @Test
  void one_subject_is_followed_in_order_and_the_others_do_not_wait_for_it() {
    failsAt = "tale.mitigated";
    happens("tale.declared", 7);
    happens("tale.mitigated", 7);
    happens("tale.resolved", 7);
    happens("tale.declared", 8);
    house.settle();
    assertThat(seen()).containsExactly("tale.declared 7", "tale.declared 8");
    house.fastForward(ofMinutes(5));
    assertThat(seen()).containsExactly("tale.declared 7", "tale.declared 8");
    failsAt = "";
    house.fastForward(ofMinutes(10));
    assertThat(seen())
        .containsExactly(
            "tale.declared 7", "tale.declared 8", "tale.mitigated 7", "tale.resolved 7");
  }

  @Test
  void what_is_stuck_can_be_seen() {
    failsAt = "tale.declared";
    happens("tale.declared", 7);
    happens("tale.resolved", 7);
    house.fastForward(ofSeconds(40));
    var stuck = ada.get("/api/v1/journal/stuck").json().get("items");
    assertThat(stuck).hasSize(1);
    assertThat(stuck.get(0).get("name").asText()).isEqualTo("witness");
    assertThat(stuck.get(0).get("failure").asText()).contains("the witness fainted");
    assertThat(stuck.get(0).get("attempts").asInt()).isEqualTo(4);
    assertThat(stuck.get(0).get("behind").asInt()).isEqualTo(1);
    assertThat(ada.get("/journal").body()).contains("Stuck", "the witness fainted");
    assertThat(house.visitor().get("/metrics").body()).contains("rialto_reactions_failing 1.0");
    failsAt = "";
    house.fastForward(ofMinutes(5));
    assertThat(ada.get("/api/v1/journal/stuck").json().get("items")).isEmpty();
    assertThat(ada.get("/journal").body()).doesNotContain("Stuck");
  }

  @Test
  void many_at_once_keep_their_order_and_each_its_followers() {
    house
        .db()
        .run(
            tx -> {
              for (int i = 0; i < 40; i++) {
                append(tx, i % 4 == 3 ? "tale.resolved" : "tale.changed", i % 3);
              }
            });
    assertThat(waiting()).isEqualTo(50);
    house.settle();
    var expected = new ArrayList<String>();
    for (int i = 0; i < 40; i += 3) {
      expected.add((i % 4 == 3 ? "tale.resolved" : "tale.changed") + " 0");
    }
    assertThat(seen().stream().filter(each -> each.endsWith(" 0")))
        .containsExactlyElementsOf(expected);
    assertThat(seen()).hasSize(40);
  }

  private void witness(Tx tx, Entry entry) {
    handed.add(entry.kind() + " " + entry.subjectId());
    tx.handle()
        .createUpdate("insert into seen (kind, subject) values (:kind, :subject)")
        .bind("kind", entry.kind())
        .bind("subject", entry.subjectId())
        .execute();
    if (entry.kind().equals(failsAt)) {
      throw new IllegalStateException("the witness fainted");
    }
  }

  private void happens(String kind, long id) {
    house.db().run(tx -> append(tx, kind, id));
  }

  private void append(Tx tx, String kind, long id) {
    house.house.journal.append(tx, "rialto", kind, "tale", id, null, Map.of("title", "A story"));
  }

  private List<String> seen() {
    return house
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery("select kind || ' ' || subject from seen order by n")
                    .mapTo(String.class)
                    .list());
  }

  private long waiting() {
    return house
        .db()
        .read(
            tx -> tx.handle().createQuery("select count(*) from reaction").mapTo(Long.class).one());
  }
}
