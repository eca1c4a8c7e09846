package lab.harmony.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.TrainingShelf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What is held against the pins while the lab runs, and what where that fails.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class PinWatchTest {

  private static final DrawnExperiment OLD = DrawnExperiment.of("old", "doodle-base", 42);
  private static final DrawnExperiment NEW = DrawnExperiment.of("new", "doodle-anime", 42, 43);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    OLD.write(folder);
    NEW.write(folder);
    PlantedLab.in(folder, "pin-watch", registry);
  }

  private static final Duration SOON = Duration.ofMillis(20);

  /// Longer than anything takes that has to happen between two tries.
  private static final Duration LATER = Duration.ofSeconds(4);

  @Autowired Pins pins;
  @Autowired PinChecks checks;
  @Autowired RunQueue runs;
  @Autowired People people;
  @Autowired JdbcClient database;
  @Autowired PinStore store;
  @Autowired FindingStore findings;
  @Autowired DrawnSince drawn;
  @Autowired TrainingQueue queue;
  @Autowired TrainingShelf trainings;
  @Autowired ApplicationEventPublisher events;

  private Actor ada;

  @BeforeEach
  void person() {
    ada = Actor.of(people.local());
  }

  @AfterEach
  void nothingIsPinned() {
    pins.pinned().forEach(pin -> pins.unpin(pin.id(), ada));
    database.sql("delete from pin_mark").update();
  }

  /// A face that the machine finds harmonious in the old run and that the new run drew with one
  /// point; pinned as if before anything here was drawn.
  private Pin pinned() {
    var there = runs.images(new RunId(NEW.run()));
    var face =
        runs.images(new RunId(OLD.run())).stream()
            .filter(image -> points(image) == 3)
            .filter(image ->
                there.stream()
                    .anyMatch(other ->
                        PinPlace.of(other.prompt()).equals(PinPlace.of(image.prompt()))
                            && points(other) == 1))
            .findFirst()
            .orElseThrow();
    var pin = pins.pin(face.id(), pins.usual(face.id()), ada);
    database
        .sql(
            "update pin set pinned_at = timestamp with time zone '2026-11-01 00:00:00+00' where id = :id")
        .param("id", pin.id().value())
        .update();
    return pin;
  }

  private static int points(RunImage image) {
    return MachineVerdict.of(image).orElseThrow().points();
  }

  private void keep() {
    checks.keep(checks.run(new RunId(NEW.run())).orElseThrow());
  }

  @Test
  void whatWasMissedIsLookedAtAtTheStart() {
    var pin = pinned();
    database.sql("delete from pin_mark").update();
    assertThat(checks.newest(pin.id(), 10)).isEmpty();
    started(() -> await().until(() -> findings.mark().isPresent()));
    assertThat(checks.newest(pin.id(), 10))
        .extracting(PinFinding::subject, PinFinding::state)
        .containsExactlyInAnyOrder(tuple(OLD.run(), "held"), tuple(NEW.run(), "broke"));
  }

  @Test
  void aChangeThatNobodyLookedAtBeforeTheLabStoppedIsLookedAtWhenItStarts() {
    var pin = pinned();
    pins.change(pin.id(), pin.wish().withLeast(new LeastPoints(1)), ada);
    keep();
    database
        .sql("merge into pin_mark (id, held_to) key (id) values (1, :at)")
        .param("at", PinStore.utc(Instant.now().plusSeconds(30)))
        .update();
    pins.change(pin.id(), pin.wish(), ada);
    started(() ->
        await()
            .untilAsserted(() ->
                assertThat(checks.history(pin.id(), "run", NEW.run()))
                    .extracting(PinFinding::state, PinFinding::cause)
                    .startsWith(tuple("broke", PinFinding.Cause.CHANGED))));
  }

  @Test
  void aRunThatCannotBeLookedAtKeepsNoOtherFromBeingHeldAndIsTriedAgain() {
    var pin = pinned();
    var ended = ended();
    end(null);
    started(
        LATER,
        () -> {
          await().untilAsserted(() -> assertThat(subjects(pin)).containsExactly(OLD.run()));
          assertThat(findings.mark()).as("not all since is held").isEmpty();
          end(ended);
          await().untilAsserted(() -> assertThat(subjects(pin)).contains(NEW.run(), OLD.run()));
          await().untilAsserted(() -> assertThat(findings.mark()).isPresent());
        });
  }

  @Test
  void whatFailsAgainAndAgainIsLeftAfterSomeTries() {
    var pin = pinned();
    var ended = ended();
    end(null);
    try {
      started(() -> {
        await().untilAsserted(() -> assertThat(findings.mark()).isPresent());
        assertThat(subjects(pin)).containsExactly(OLD.run());
      });
    } finally {
      end(ended);
    }
  }

  @Test
  void whereNothingIsPinnedAnyMoreNothingIsTriedAgain() {
    var pin = pinned();
    var ended = ended();
    end(null);
    var looks = new AtomicInteger();
    var watch =
        new PinWatch(
            store,
            checks,
            findings,
            drawn,
            queue,
            trainings,
            _ -> looks.incrementAndGet(),
            Clock.systemUTC(),
            Duration.ofMillis(200));
    watch.start();
    try {
      await().untilAsserted(() -> assertThat(subjects(pin)).containsExactly(OLD.run()));
      pins.unpin(pin.id(), ada);
      watch.changed(new PinsChanged(pin.id()));
      await()
          .pollDelay(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(looks.get()).isBetween(2, 9));
    } finally {
      watch.stop();
      end(ended);
    }
  }

  private List<String> subjects(Pin pin) {
    return checks.newest(pin.id(), 10).stream().map(PinFinding::subject).toList();
  }

  private OffsetDateTime ended() {
    return database
        .sql("select ended_at from jobs where id like '%new'")
        .query(OffsetDateTime.class)
        .single();
  }

  /// A run that is over without having ended cannot be read.
  private void end(@Nullable OffsetDateTime at) {
    assertThat(
            database
                .sql("update jobs set ended_at = :at where id like '%new'")
                .param("at", at)
                .update())
        .isEqualTo(1);
  }

  private void started(Runnable look) {
    started(SOON, look);
  }

  private void started(Duration again, Runnable look) {
    var watch =
        new PinWatch(
            store, checks, findings, drawn, queue, trainings, events, Clock.systemUTC(), again);
    watch.start();
    try {
      look.run();
    } finally {
      watch.stop();
    }
  }
}
