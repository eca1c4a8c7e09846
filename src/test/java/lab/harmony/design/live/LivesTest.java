package lab.harmony.design.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LivesTest {

  private final Lives<Integer, Integer> lives = new Lives<>(Duration.ofMillis(10), key -> key);

  @Test
  void whoHoldsOneHearsOfItsChangesHoweverManyWereLookedAtSince() {
    var held = lives.of(0);
    lookAtMany();
    System.gc();
    assertThat(known()).contains(0);
    assertThat(lives.of(0)).isSameAs(held);
  }

  @Test
  void ofThoseThatNobodyHoldsTheLastAreKept() {
    lookAtMany();
    await()
        .until(() -> {
          System.gc();
          return known().size() <= 17;
        });
    assertThat(known()).contains(1000, 999, 990).doesNotContain(500);
  }

  @Test
  void whatOneKnowsFromValueToValueIsItsOwn() {
    var made = new ArrayList<Integer>();
    var counting =
        Lives.<Integer, Integer>each(
            Duration.ofMillis(10),
            key -> {
              made.add(key);
              var count = new AtomicInteger(key);
              return count::incrementAndGet;
            });
    var first = counting.of(10);
    first.follow(_ -> {}).end();
    first.changed(); // nobody follows: what it showed is forgotten, what it knows is not
    var heard = new ArrayList<Integer>();
    first.follow(heard::add).end();
    counting.of(20).follow(heard::add).end();
    assertThat(heard).containsExactly(12, 21);
    assertThat(made).containsExactly(10, 20);
  }

  private void lookAtMany() {
    IntStream.rangeClosed(1, 1000).forEach(lives::of);
  }

  private List<Integer> known() {
    var all = new ArrayList<Integer>();
    lives.forEach((key, _) -> all.add(key));
    return all;
  }
}
