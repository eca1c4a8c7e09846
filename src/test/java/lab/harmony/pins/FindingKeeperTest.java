package lab.harmony.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import lab.harmony.people.PersonId;
import lab.harmony.pins.PinFinding.Cause;
import lab.harmony.prompts.Wording;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// What is kept of what was found, and why it is said to have been found.
@Tag("unit")
class FindingKeeperTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final PersonId ADA = new PersonId("0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40");
  private static final PinnedPicture FACE =
      new PinnedPicture("epoch-03/pin-1.png", "/training-samples/lora-v1/epoch-03/pin-1.png");
  private static final PinSubject EPOCH = new PinSubject.OfEpoch("lora-v1", "epoch-03", 3);
  private static final PinWish WISH =
      new PinWish(
          Optional.empty(),
          new PinJudge.Machine("reader", "abc"),
          LeastPoints.HARMONIOUS,
          Optional.empty(),
          "");

  private final javax.sql.DataSource database = MigratedDatabase.inMemory();
  private final PinStore pins = new PinStore(JdbcClient.create(database));
  private final FindingStore findings = new FindingStore(JdbcClient.create(database));
  private Instant now = NOON;
  private final FindingKeeper keeper =
      new FindingKeeper(
          findings,
          new JdbcTransactionManager(database),
          ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
  private PinId id = pinned(42);

  private PinId pinned(long seed) {
    return pins.add(
        new PinPlace("soft", "angry", new Wording("an angry face", ""), 7, seed),
        WISH,
        OptionalInt.of(3),
        new ImageId(new RunId("r261120-100000-first"), 0),
        ADA,
        NOON);
  }

  private Pin pin() {
    return pins.find(id).orElseThrow();
  }

  private static PinState broke(int points) {
    return new PinState.Broke(points, points + " of 3: not holistic", FACE);
  }

  private static PinState held() {
    return new PinState.Held(3, FACE);
  }

  /// What is found at a minute after noon of a face that was drawn at another.
  private void find(int minute, int drawn, PinState state) {
    now = minute(minute);
    var time =
        state instanceof PinState.NotDrawn ? Optional.<Instant>empty() : Optional.of(minute(drawn));
    keeper.keep(List.of(new PinReport(EPOCH, List.of(new PinCheck(pin(), state, time)))));
  }

  private static Instant minute(int after) {
    return NOON.plusSeconds(60L * after);
  }

  private List<Cause> causes() {
    return findings.history(id, "epoch", EPOCH.name()).reversed().stream()
        .map(PinFinding::cause)
        .toList();
  }

  private int told() {
    return findings.brokenSince(NOON, 100).size();
  }

  @Test
  void whatIsDrawnAndWhatIsJudgedOtherwiseIsTold() {
    find(2, 1, held());
    find(3, 1, held());
    find(4, 1, broke(2));
    find(6, 5, broke(2));
    assertThat(causes()).containsExactly(Cause.DRAWN, Cause.JUDGED, Cause.DRAWN);
    assertThat(told()).isEqualTo(2);
  }

  @Test
  void whatBreaksBecauseThePinAsksForMoreIsNotToldWhoeverFindsIt() {
    pins.change(pin(), WISH.withLeast(new LeastPoints(1)), minute(1));
    find(3, 2, new PinState.Held(2, FACE));
    pins.change(pin(), WISH, minute(4));
    find(5, 2, broke(2));
    assertThat(causes()).containsExactly(Cause.DRAWN, Cause.CHANGED);
    assertThat(told()).isZero();
  }

  @Test
  void aBreakIsToldThoughTheReasonWasEditedMeanwhile() {
    pins.change(pin(), WISH.withReason("our cover"), minute(3));
    find(4, 2, broke(1));
    assertThat(causes()).containsExactly(Cause.DRAWN);
    assertThat(told()).isOne();
  }

  @Test
  void aBreakOfLaterIsToldThoughThePinAskedForMoreMeanwhile() {
    find(2, 1, held());
    pins.change(pin(), WISH.withLeast(new LeastPoints(2)), minute(3));
    find(5, 4, broke(1));
    assertThat(causes()).containsExactly(Cause.DRAWN, Cause.DRAWN);
  }

  @Test
  void whatWasDrawnWhileItWasNotPinnedIsNotTold() {
    pins.unpin(id, ADA, minute(1));
    pins.pinAgain(pin(), minute(3));
    find(4, 2, broke(1));
    assertThat(causes()).containsExactly(Cause.CHANGED);
  }

  @Test
  void whatWasPutAwayAndComesBackIsNotToldAgain() {
    find(2, 1, broke(1));
    find(3, 1, new PinState.NotDrawn("its pictures were removed with the experiment"));
    find(4, 1, broke(1));
    assertThat(causes()).containsExactly(Cause.DRAWN, Cause.KEPT, Cause.KEPT);
    assertThat(told()).isOne();
  }

  @Test
  void anEpochThatIsDrawnAnewIsFoundAnew() {
    find(2, 1, broke(1));
    find(10, 9, broke(1));
    assertThat(causes()).containsExactly(Cause.DRAWN, Cause.DRAWN);
    assertThat(told()).isEqualTo(2);
  }

  @Test
  void epochsThatATrainingHasNotAnyMoreCountForNothing() {
    find(2, 1, broke(1));
    keeper.gone("lora-v1", List.of(new PinSubject.OfEpoch("lora-v1", "epoch-01", 1)));
    keeper.gone("lora-v1", List.of());
    keeper.gone("lora", List.of());
    assertThat(findings.newest(id, 10))
        .extracting(PinFinding::state, PinFinding::words)
        .containsExactly(tuple("not-drawn", "not drawn: the training has no such epoch any more"));
    assertThat(findings.history(id, "epoch", EPOCH.name())).hasSize(2);
    assertThat(findings.trainings()).containsExactly("lora-v1");
    assertThat(findings.counts().get(id)).containsExactly(new PinCount("not-drawn", "epoch", 1));
  }

  @Test
  void twoThatFindTheSameKeepItOnce() throws Exception {
    var others =
        List.of(
            new FindingKeeper(findings, new JdbcTransactionManager(database), clock()),
            new FindingKeeper(findings, new JdbcTransactionManager(database), clock()));
    for (long seed = 100; seed < 130; seed++) {
      id = pinned(seed);
      var report =
          new PinReport(EPOCH, List.of(new PinCheck(pin(), broke(1), Optional.of(minute(1)))));
      var together = new CyclicBarrier(others.size());
      var threads = new ArrayList<Thread>();
      for (var other : others) {
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    together.await();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  other.keep(List.of(report));
                }));
      }
      for (var thread : threads) {
        thread.join();
      }
      assertThat(findings.history(id, "epoch", EPOCH.name())).hasSize(1);
    }
    var known = findings.newest(id, 1);
    assertThatThrownBy(() -> findings.add(known)).isInstanceOf(DuplicateKeyException.class);
  }

  private static Clock clock() {
    return Clock.fixed(minute(2), ZoneOffset.UTC);
  }

  @Test
  void aPinThatIsChangedWhileSomebodyTakesItAwayStaysAway() {
    var before = pin();
    pins.unpin(id, ADA, minute(1));
    pins.change(before, WISH.withLeast(new LeastPoints(1)), minute(2));
    assertThat(pins.find(before.place(), WISH)).isEmpty();
    assertThat(pinned(42)).isNotEqualTo(id);
  }
}
