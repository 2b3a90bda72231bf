package dev.rialto.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GroupCommitTest {

  @Test
  void those_who_wait_together_are_written_together() throws Exception {
    var busy = new CountDownLatch(1);
    var groups = Collections.synchronizedList(new ArrayList<List<Integer>>());
    try (var commits =
        new GroupCommit<Integer>(
            "test",
            row -> 1,
            rows -> {
              await(busy);
              groups.add(rows);
            })) {
      var first = commits.commit(0);
      while (commits.waiting() != 1 || first.isDone()) {
        Thread.onSpinWait();
      }
      var others = new ArrayList<CompletableFuture<Boolean>>();
      for (int i = 1; i <= 100; i++) {
        others.add(commits.commit(i));
      }
      assertThat(others).noneMatch(CompletableFuture::isDone);
      busy.countDown();
      for (var other : others) {
        assertThat(other.get(5, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(groups.size()).isLessThanOrEqualTo(3);
      assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(101);
    }
  }

  @Test
  void a_poisoned_row_fails_alone() throws Exception {
    var busy = new CountDownLatch(1);
    var written = Collections.synchronizedList(new ArrayList<Integer>());
    try (var commits =
        new GroupCommit<Integer>(
            "test",
            row -> 1,
            rows -> {
              await(busy);
              if (rows.contains(13)) {
                throw new IllegalArgumentException("13");
              }
              written.addAll(rows);
            })) {
      var all = new ArrayList<CompletableFuture<Boolean>>();
      for (int i = 0; i < 30; i++) {
        all.add(commits.commit(i));
      }
      busy.countDown();
      for (int i = 0; i < 30; i++) {
        var each = all.get(i);
        if (i == 13) {
          assertThatThrownBy(() -> each.get(5, TimeUnit.SECONDS))
              .isInstanceOf(ExecutionException.class)
              .hasMessageContaining("13");
        } else {
          assertThat(each.get(5, TimeUnit.SECONDS)).isTrue();
        }
      }
      assertThat(written).hasSize(29).doesNotContain(13);
    }
  }

  @Test
  void when_the_database_is_gone_nobody_is_tried_singly() throws Exception {
    var busy = new CountDownLatch(1);
    var tries = Collections.synchronizedList(new ArrayList<Integer>());
    try (var commits =
        new GroupCommit<Integer>(
            "test",
            row -> 1,
            rows -> {
              await(busy);
              tries.add(rows.size());
              throw new IllegalStateException(new SQLException("gone", "08006"));
            })) {
      var all = new ArrayList<CompletableFuture<Boolean>>();
      for (int i = 0; i < 50; i++) {
        all.add(commits.commit(i));
      }
      busy.countDown();
      for (var each : all) {
        assertThatThrownBy(() -> each.get(5, TimeUnit.SECONDS)).isNotNull();
      }
      assertThat(tries.size()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void more_than_may_wait_is_refused_at_once_and_taken_again_later() throws Exception {
    var busy = new CountDownLatch(1);
    int half = (int) (GroupCommit.MAX_WAITING_BYTES / 2);
    try (var commits = new GroupCommit<Integer>("test", row -> half, rows -> await(busy))) {
      var first = commits.commit(1);
      var second = commits.commit(2);
      assertThatThrownBy(() -> commits.commit(3)).isInstanceOf(GroupCommit.Full.class);
      busy.countDown();
      first.get(5, TimeUnit.SECONDS);
      second.get(5, TimeUnit.SECONDS);
      assertThat(commits.commit(4).get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void what_was_taken_before_the_stop_is_written() throws Exception {
    var written = Collections.synchronizedList(new ArrayList<Integer>());
    var commits = new GroupCommit<Integer>("test", row -> 1, written::addAll);
    for (int i = 0; i < 1_000; i++) {
      var unused = commits.commit(i);
    }
    commits.close();
    assertThat(written).hasSize(1_000);
    assertThatThrownBy(() -> commits.commit(1)).isInstanceOf(GroupCommit.Full.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
