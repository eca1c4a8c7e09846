package lab.harmony.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import lab.harmony.DrawnExperiment;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import org.awaitility.Awaitility;
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

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class SparseTurnTest {

  private static final int CONNECTIONS = 4;
  private static final ExperimentSlug BIG = new ExperimentSlug("big");
  private static final String SOURCE =
      """
      models: [doodle-base, doodle-anime]
      archetypes: [soft, energetic]
      emotions: [happy, sad]
      cfg_scales: [5, 9]
      seeds: [1, 2, 3, 4]
      steps: 2
      cells: [archetype, emotion]
      """;

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws Exception {
    DrawnExperiment.copyPrompts(folder);
    Files.createDirectories(folder.resolve("experiments/big"));
    Files.writeString(
        folder.resolve("experiments/big/notebook.ipynb"),
        """
        {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    registry.add("harmony.workspace", folder::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("spring.datasource.url", () -> "jdbc:h2:mem:sparse-turn");
    registry.add("spring.datasource.hikari.maximum-pool-size", () -> CONNECTIONS);
    registry.add("spring.datasource.hikari.connection-timeout", () -> 10_000);
  }

  @Autowired SparseRounds rounds;
  @Autowired SparseCell cells;
  @Autowired SparseTurn turn;
  @Autowired RunQueue runs;
  @Autowired People people;
  @Autowired JdbcClient database;
  @Autowired PlatformTransactionManager transactions;
  @Autowired SparsePlans plans;

  @Test
  void aPlanSaysWhatWouldBeDrawnAndBecomesACellOfTheNotebookThatDrawsIt() {
    var by = Actor.of(people.local());
    var plan = plans.plan(BIG, SOURCE, by);
    assertThat(plan.pictures()).isEqualTo(64);
    assertThat(plan.first()).isEqualTo(16);
    assertThat(plan.there()).isZero();
    assertThat(plan.cells()).isEqualTo(4);
    assertThat(plan.left()).isEqualTo(48);
    assertThatThrownBy(() -> plans.plan(BIG, SOURCE.replace("doodle-base", "nobody"), by))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
    assertThatThrownBy(() -> plans.plan(BIG, SOURCE + "with: [the-last]\n", by))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as r261120-204501-k3f9q; got \"the-last\"");

    assertThatThrownBy(() -> plans.plan(BIG, SOURCE + "with: [r261120-204501-k3f9q]\n", by))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no run r261120-204501-k3f9q here");

    var edit = plans.begin(BIG, SOURCE, by);
    assertThat(edit).isInstanceOf(Edit.Saved.class);
    var id = ((Edit.Saved) edit).cell();
    try {
      await(() ->
          runs.of("big").stream()
                  .filter(run -> run.spec().cellId().equals(id.value()))
                  .mapToInt(run -> run.spec().prompts().size())
                  .sum()
              == 16);
    } finally {
      runs.of("big").forEach(run -> runs.cancel(run.id(), by, ""));
    }
    assertThat(((Edit.Saved) edit).notebook().cells().getLast().source()).isEqualTo(SOURCE);
  }

  private static void await(BooleanSupplier what) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(what::getAsBoolean);
  }

  private static CellContext cell(String id) {
    var notebook =
        Experiments.blank("Big", ExperimentKind.OTHER, "")
            .withCell(0, Cell.blank(new CellId(id), CellKind.SPARSE, SOURCE));
    return new CellContext(BIG, notebook, notebook.cells().getFirst());
  }

  /// Somebody who asks to stop as soon as a round has begun: nothing has to be drawn here.
  private record Stopping(Actor by, BooleanSupplier asked) implements CellSink {
    @Override
    public void state(CellState now) {}

    @Override
    public void show(List<Output> soFar) {}

    @Override
    public boolean stopped() {
      return asked.getAsBoolean();
    }

    @Override
    public void began(Basis basis, RunId run) {}
  }

  private void draw(CellContext cell) {
    var begun = new AtomicInteger();
    draw(cell, begun, () -> begun.get() > 0);
  }

  private void draw(CellContext cell, AtomicInteger begun, BooleanSupplier stopped) {
    var asked = cells.asked(cell);
    try {
      rounds.draw(
          cell,
          asked.source(),
          SparseGrid.of(asked.source(), asked.drawers()),
          new Stopping(Actor.of(people.local()), stopped),
          _ -> begun.incrementAndGet());
    } catch (CellProblem ended) {
      // that is what was asked for
    }
  }

  /// As two processes do: both have looked and found nothing before either adds its round.
  @Test
  void twoThatExecuteOneCellAtOnceDrawItsRoundOnce() throws Exception {
    try (var holder = new Holder()) {
      var both = waiting(2, () -> draw(cell("grid")));
      holder.letGo();
      ended(both);
    }
    var prompts = new ArrayList<Object>();
    for (Run run :
        runs.of("big").stream().filter(it -> it.spec().cellId().equals("grid")).toList()) {
      run.spec()
          .prompts()
          .forEach(prompt -> prompts.add(Map.entry(run.spec().recipe(prompt), prompt)));
    }
    assertThat(prompts).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  void whoeverHasTheTurnWorksHoweverManyWaitForTheirs() throws Exception {
    var came = new AtomicInteger();
    try (var holder = new Holder()) {
      var many = waiting(3 * CONNECTIONS, () -> turn.alone(came::incrementAndGet));
      holder.letGo();
      ended(many);
    }
    assertThat(came).hasValue(3 * CONNECTIONS);
  }

  @Test
  void whatIsStoppedWhileItWaitsDrawsNothing() throws Exception {
    var stopped = new AtomicBoolean();
    try (var holder = new Holder()) {
      var one = waiting(1, () -> draw(cell("stopped"), new AtomicInteger(), stopped::get));
      stopped.set(true);
      holder.letGo();
      ended(one);
    }
    assertThat(runs.of("big")).noneMatch(run -> run.spec().cellId().equals("stopped"));
  }

  /// As another process does, which has no part in who waits in this one.
  @Test
  void whereOthersTakeTooLongACellSaysSo() throws Exception {
    var elsewhere = new SparseTurn(database, transactions, 1);
    try (var holder = new Holder()) {
      assertThatThrownBy(() -> elsewhere.alone(() -> "never"))
          .isInstanceOf(CellProblem.class)
          .hasMessageContaining("for more than 1 s")
          .hasMessageContaining("Execute the cell again to go on.");
      holder.letGo();
    }
    assertThat(elsewhere.alone(() -> "now")).isEqualTo("now");
  }

  /// Has the turn until it lets go, and then looks at the database once more.
  private final class Holder implements AutoCloseable {
    private final CountDownLatch has = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CompletableFuture<Long> held = CompletableFuture.supplyAsync(this::hold);

    Holder() throws Exception {
      if (!has.await(20, TimeUnit.SECONDS)) {
        held.get(0, TimeUnit.SECONDS);
      }
    }

    private Long hold() {
      return turn.alone(() -> {
        has.countDown();
        try {
          assertThat(go.await(20, TimeUnit.SECONDS)).as("let go").isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        return database.sql("select count(*) from sparse_turn").query(Long.class).single();
      });
    }

    void letGo() throws Exception {
      go.countDown();
      assertThat(held.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Override
    public void close() {
      go.countDown();
    }
  }

  /// So many that do something, once all of them wait for their turn.
  private static List<Thread> waiting(int many, Runnable doing) {
    var all = Stream.generate(() -> Thread.ofPlatform().daemon().start(doing)).limit(many).toList();
    await(() -> {
      assertThat(all).allMatch(Thread::isAlive);
      return all.stream().allMatch(SparseTurnTest::waits);
    });
    return all;
  }

  private static void ended(List<Thread> all) throws InterruptedException {
    for (var one : all) {
      assertThat(one.join(Duration.ofSeconds(30))).as("ended").isTrue();
    }
  }

  /// Whether somebody has looked, and waits for their turn.
  private static boolean waits(Thread one) {
    return Arrays.stream(one.getStackTrace())
        .anyMatch(frame ->
            frame.getClassName().equals(SparseTurn.class.getName())
                && frame.getMethodName().equals("alone"));
  }

  @Test
  void whatIsWrittenInATurnStaysWhateverBecomesOfTheTurn() {
    database.sql("create table of_a_turn (id integer)").update();
    try {
      turn.alone(() -> {
        database.sql("insert into of_a_turn values (1)").update();
        throw new IllegalStateException("ended in the middle");
      });
    } catch (IllegalStateException ended) {
      assertThat(ended).hasMessage("ended in the middle");
    }
    assertThat(database.sql("select count(*) from of_a_turn").query(Long.class).single()).isOne();
    assertThat(turn.alone(() -> "free again")).isEqualTo("free again");
  }
}
