package lab.harmony.pins.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.people.People;
import lab.harmony.people.Rights;
import lab.harmony.people.Somebody;
import lab.harmony.pins.Pins;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.DatabaseTurn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

/// Pinned faces that several have drawn at once, each as a process of its own would: with nothing
/// in common but the database.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class PinTurnTest {

  private static final DrawnExperiment DRAWN = DrawnExperiment.of("pinned", "doodle-base", 42);
  private static final int PROCESSES = 4;

  @TempDir static Path folder;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws Exception {
    DrawnExperiment.copyPrompts(folder);
    DRAWN.write(folder);
    PlantedLab.in(folder, "pin-turn", registry);
  }

  @Autowired Pins pins;
  @Autowired ModelPins standings;
  @Autowired ModelCatalogue catalogue;
  @Autowired Rights rights;
  @Autowired RunQueue runs;
  @Autowired People people;
  @Autowired JdbcClient database;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void processesThatAskInTheSameSecondHaveItDrawnOnceAndAllAreToldWhichRunDraws() throws Exception {
    var ada = Somebody.of(people, "ada");
    pins.pin(new ImageId(new RunId(DRAWN.run()), 0), pins.unseen(), ada);
    var model = standings.find("doodle-anime").orElseThrow();
    var together = new CyclicBarrier(PROCESSES);
    var answers = new ArrayList<PinDrawings.Drawn>();
    try (var threads = Executors.newFixedThreadPool(PROCESSES)) {
      List<Callable<PinDrawings.Drawn>> asking =
          IntStream.range(0, PROCESSES)
              .<Callable<PinDrawings.Drawn>>mapToObj(_ -> {
                var process = process(30);
                return () -> {
                  together.await();
                  return process.draw(model, ada);
                };
              })
              .toList();
      for (Future<PinDrawings.Drawn> one : threads.invokeAll(asking)) {
        answers.add(one.get());
      }
    }
    var queued =
        runs.of(DRAWN.slug()).stream()
            .filter(run -> !run.id().value().equals(DRAWN.run()))
            .toList();
    assertThat(queued).as("%s", answers).hasSize(1);
    var run = queued.getFirst().id();
    assertThat(answers)
        .filteredOn(PinDrawings.Drawn.Queued.class::isInstance)
        .containsExactly(new PinDrawings.Drawn.Queued(List.of(run)));
    assertThat(answers)
        .filteredOn(PinDrawings.Drawn.Nothing.class::isInstance)
        .hasSize(PROCESSES - 1)
        .containsOnly(new PinDrawings.Drawn.Nothing(List.of(run)));
  }

  @Test
  void whoeverWaitsTooLongForOthersIsToldSoAndDrawsNothing() {
    var ada = Somebody.of(people, "ada");
    var model = standings.find("doodle-base").orElseThrow();
    var came = new ArrayList<PinDrawings.Drawn>();
    var other = new DatabaseTurn(database, transactions, "pin_turn", 5);
    other.alone(() -> came.add(process(1).draw(model, ada)));
    assertThat(came)
        .singleElement()
        .isInstanceOfSatisfying(
            PinDrawings.Drawn.Refused.class,
            refused -> assertThat(refused.reason()).contains("for more than 1 s. Try it again."));
  }

  /// As another process has it.
  private PinDrawings process(int seconds) {
    return new PinDrawings(
        runs,
        catalogue,
        rights,
        standings,
        new DatabaseTurn(database, transactions, "pin_turn", seconds));
  }
}
