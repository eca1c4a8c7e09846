package lab.harmony.design.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LiveTest {

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final AtomicInteger truth = new AtomicInteger(1);
  private final AtomicInteger computed = new AtomicInteger();
  private final Live<Integer> live =
      new Live<>(
          PAUSE,
          () -> {
            computed.incrementAndGet();
            return truth.get();
          });

  @Test
  void whoFollowsHearsTheValueAtOnceAndEveryOtherOneLater() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Integer>();
    live.follow(heard::add);
    assertThat(heard.poll()).isEqualTo(1);

    truth.set(2);
    live.changed();

    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void manyWhoFollowAreServedByOneComputation() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Integer>();
    for (var i = 0; i < 20; i++) {
      live.follow(heard::add);
    }
    awaitQuiet();
    heard.clear();
    var before = computed.get();

    truth.set(2);
    live.changed();

    for (var i = 0; i < 20; i++) {
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    }
    assertThat(computed.get() - before).isEqualTo(1);
  }

  @Test
  void manyWhoComeBeforeItIsKnownAreServedByOneComputation() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var turns = new AtomicInteger();
    var slow =
        new Live<Integer>(
            PAUSE,
            () -> {
              turns.incrementAndGet();
              inside.countDown();
              await(goOn);
              return truth.get();
            });
    var heard = new LinkedBlockingQueue<Integer>();
    var comers = new ArrayList<Thread>();
    comers.add(Thread.startVirtualThread(() -> slow.follow(heard::add)));
    await(inside);
    for (int i = 0; i < 4; i++) {
      comers.add(Thread.startVirtualThread(() -> slow.follow(heard::add)));
    }
    Awaitility.await().until(() -> comers.stream().allMatch(LiveTest::waits));
    assertThat(turns).hasValue(1);
    goOn.countDown();

    for (int i = 0; i < 5; i++) {
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void whatFailedOnceIsComputedAgainForWhoeverComesNext() {
    var turns = new AtomicInteger();
    var failing =
        new Live<Integer>(
            PAUSE,
            () -> {
              if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("the disk is away");
              }
              return truth.get();
            });
    var heard = new LinkedBlockingQueue<Integer>();

    assertThatThrownBy(() -> failing.follow(heard::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the disk is away");
    failing.follow(heard::add);

    assertThat(heard.poll()).isEqualTo(1);
  }

  @Test
  void changesThatComeWhileItIsComputedAreComputedTogether() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var turns = new AtomicInteger();
    var slow =
        new Live<Integer>(
            PAUSE,
            () -> {
              if (turns.incrementAndGet() == 2) {
                inside.countDown();
                await(goOn);
              }
              return truth.get();
            });
    var heard = new LinkedBlockingQueue<Integer>();
    slow.follow(heard::add);
    slow.changed();
    await(inside);
    for (var i = 0; i < 1000; i++) {
      truth.incrementAndGet();
      slow.changed();
    }
    goOn.countDown();

    assertThat(heard.poll()).isEqualTo(1);
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(1001);
    assertThat(turns.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void aPartIsComputedFromTheValueBefore() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Integer>();
    live.follow(heard::add);
    var before = computed.get();

    live.changed("tens", value -> value + 10);

    assertThat(heard.poll()).isEqualTo(1);
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(11);
    assertThat(computed.get()).isEqualTo(before);
  }

  @Test
  void theSameValueIsNotToldTwice() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Integer>();
    live.follow(heard::add);
    live.changed();
    awaitQuiet();

    assertThat(heard).containsExactly(1);
  }

  @Test
  void nothingIsComputedForNobody() {
    var following = live.follow(_ -> {});
    following.end();
    var before = computed.get();

    live.changed();
    live.changed("tens", value -> value + 10);

    assertThat(computed.get()).isEqualTo(before);
  }

  @Test
  void whoComesLaterSeesAtOnceWhatNobodyChangedSince() throws InterruptedException {
    live.follow(_ -> {}).end();
    var before = computed.get();
    truth.set(2); // a change that nobody announces

    var heard = new LinkedBlockingQueue<Integer>();
    live.follow(value -> heard.add(value * 10 + computed.get() - before));

    assertThat(heard.poll()).as("the value of before, nothing computed").isEqualTo(10);
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(21);
  }

  @Test
  void whatChangedWhileNobodyLookedIsNeverShownAsItWas() {
    var following = live.follow(_ -> {});
    following.end();
    truth.set(2);
    live.changed();
    var heard = new ArrayList<Integer>();
    live.follow(heard::add).end();

    truth.set(3);
    live.changed("tens", value -> value + 10);
    live.follow(heard::add).end();

    assertThat(heard).startsWith(2, 3);
  }

  @Test
  void afterAFailureTheNextChangeIsShownAgain() throws InterruptedException {
    var fails = new ArrayList<>(List.of(false, true, false));
    var moody =
        new Live<Integer>(
            PAUSE,
            () -> {
              if (fails.removeFirst()) {
                throw new IllegalStateException("the disk is gone for a moment");
              }
              return truth.getAndIncrement();
            });
    var heard = new LinkedBlockingQueue<Integer>();
    moody.follow(heard::add);
    moody.changed();
    while (fails.size() > 1) {
      Thread.onSpinWait();
    }
    moody.changed();

    assertThat(heard.poll()).isEqualTo(1);
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void aFailureOfTheFirstValueReachesWhoAsked() {
    var broken =
        new Live<Integer>(
            PAUSE,
            () -> {
              throw new IllegalStateException("nothing to show");
            });
    assertThatThrownBy(() -> broken.follow(_ -> {})).hasMessage("nothing to show");
  }

  /// A change of a part is computed only after everything before it.
  private void awaitQuiet() {
    var told = new CountDownLatch(1);
    while (told.getCount() > 0) {
      live.changed(
          "quiet",
          value -> {
            told.countDown();
            return value;
          });
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
