package lab.harmony.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lab.harmony.PlantedLab;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.PairOrders.Ordered;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.people.People;
import lab.harmony.people.Rights;
import lab.harmony.people.Somebody;
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
import org.springframework.util.FileSystemUtils;

/// Pairs that several people want in the same moment are drawn once.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class PairTurnTest {

  private static final int PEOPLE = 4;

  @TempDir static Path folder;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws Exception {
    for (var shipped : List.of("experiments/baseline", "prompts")) {
      FileSystemUtils.copyRecursively(Path.of(shipped), folder.resolve(shipped));
    }
    PlantedLab.in(folder, "pair-turn", registry);
  }

  @Autowired ArmAnswers answers;
  @Autowired PairOrders orders;
  @Autowired RunQueue runs;
  @Autowired Rights rights;
  @Autowired People people;
  @Autowired JdbcClient database;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void ordersThatWerePlannedBesideEachOtherAreQueuedOnceAndTheNextOneGoesOnBehind()
      throws Exception {
    var ada = Somebody.of(people, "ada");
    var comparison = comparison();
    var plans = IntStream.range(0, PEOPLE).mapToObj(_ -> orders.plan(comparison, 16)).toList();
    assertThat(plans).allSatisfy(plan -> assertThat(plan.seeds()).containsExactly(43L));
    var together = new CyclicBarrier(PEOPLE);
    var came = new ArrayList<Ordered>();
    try (var threads = Executors.newFixedThreadPool(PEOPLE)) {
      var asking =
          plans.stream()
              .<Callable<Ordered>>map(plan ->
                  () -> {
                    together.await();
                    return orders.queue(plan, ada);
                  })
              .toList();
      for (var one : threads.invokeAll(asking)) {
        came.add(one.get());
      }
    }
    var queued = came.stream().filter(Ordered.Queued.class::isInstance).toList();
    assertThat(queued).as("%s", came).hasSize(1);
    var first = (Ordered.Queued) queued.getFirst();
    assertThat(came)
        .filteredOn(Ordered.Refused.class::isInstance)
        .hasSize(PEOPLE - 1)
        .allSatisfy(refused ->
            assertThat(((Ordered.Refused) refused).reason())
                .contains(
                    "These seeds were asked for meanwhile, and 2 runs draw them",
                    first.first().getFirst().value(),
                    first.second().getFirst().value()));

    var behind = orders.plan(comparison, 16);
    assertThat(behind.seeds()).as("behind what is on its way").containsExactly(44L);
    assertThat(orders.queue(behind, ada)).isInstanceOf(Ordered.Queued.class);

    for (RunId run : first.first()) {
      assertThat(runs.cancel(run, ada, "")).isTrue();
    }
    assertThat(orders.plan(comparison, 16).seeds())
        .as("the other arm draws it still")
        .containsExactly(45L);
    for (RunId run : first.second()) {
      assertThat(runs.cancel(run, ada, "")).isTrue();
    }
    assertThat(orders.plan(comparison, 16).seeds())
        .as("what was cancelled before its first face is drawn by nothing")
        .containsExactly(43L);
  }

  @Test
  void whoeverWaitsTooLongForOthersIsToldSoAndDrawsNothing() {
    var ada = Somebody.of(people, "ada");
    var plan = orders.plan(comparison(), 16);
    var before = runs.of("baseline").size();
    var other = new DatabaseTurn(database, transactions, "pair_turn", 5);
    var impatient =
        new PairOrders(runs, rights, new DatabaseTurn(database, transactions, "pair_turn", 1));
    var came = new ArrayList<Ordered>();
    other.alone(() -> came.add(impatient.queue(plan, ada)));
    assertThat(came)
        .singleElement()
        .isInstanceOfSatisfying(
            Ordered.Refused.class,
            refused -> assertThat(refused.reason()).contains("for more than 1 s. Try it again."));
    assertThat(runs.of("baseline")).hasSize(before);
  }

  private Comparison comparison() {
    var question =
        new Question(
            ArmAddress.parse("baseline:cfg=7"),
            List.of(ArmAddress.parse("baseline:cfg=9")),
            Optional.of("machine"));
    return answers.answer(question).comparisons().all().getFirst();
  }
}
