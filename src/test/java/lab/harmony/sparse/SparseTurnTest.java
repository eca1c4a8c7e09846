package lab.harmony.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class SparseTurnTest {

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
  }

  @Autowired SparseRounds rounds;
  @Autowired SparseCell cells;
  @Autowired SparseTurn turn;
  @Autowired RunQueue runs;
  @Autowired People people;
  @Autowired JdbcClient database;
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
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  private static CellContext cell(String id) {
    var notebook =
        Experiments.blank("Big", ExperimentKind.OTHER, "")
            .withCell(0, Cell.blank(new CellId(id), CellKind.SPARSE, SOURCE));
    return new CellContext(BIG, notebook, notebook.cells().getFirst());
  }

  /// Somebody who asks to stop as soon as a round has begun: nothing has to be drawn here.
  private record Stopping(Actor by, AtomicInteger begun) implements CellSink {
    @Override
    public void state(CellState now) {}

    @Override
    public void show(List<Output> soFar) {}

    @Override
    public boolean stopped() {
      return begun.get() > 0;
    }

    @Override
    public void began(Basis basis, RunId run) {}
  }

  private void draw(CellContext cell) {
    var begun = new AtomicInteger();
    var asked = cells.asked(cell);
    try {
      rounds.draw(
          cell,
          asked.source(),
          SparseGrid.of(asked.source(), asked.drawers()),
          new Stopping(Actor.of(people.local()), begun),
          _ -> begun.incrementAndGet());
    } catch (CellProblem stopped) {
      // that is what was asked for
    }
  }

  /// As two processes do: both have looked and found nothing before either adds its round.
  @Test
  void twoThatExecuteOneCellAtOnceDrawItsRoundOnce() throws Exception {
    var looked = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var holder =
        CompletableFuture.runAsync(() ->
            turn.alone(() -> {
              looked.countDown();
              try {
                return go.await(60, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }));
    looked.await();
    var both =
        List.of(
            Thread.ofPlatform().start(() -> draw(cell("grid"))),
            Thread.ofPlatform().start(() -> draw(cell("grid"))));
    while (!both.stream().allMatch(SparseTurnTest::waits)) {
      assertThat(both).allMatch(Thread::isAlive);
      Thread.onSpinWait();
    }
    go.countDown();
    holder.get(60, TimeUnit.SECONDS);
    for (var one : both) {
      one.join();
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

  /// Whether somebody has looked, and waits for their turn.
  private static boolean waits(Thread one) {
    return Arrays.stream(one.getStackTrace())
        .anyMatch(frame ->
            frame.getClassName().equals(SparseTurn.class.getName())
                && frame.getMethodName().equals("alone"));
  }

  @Test
  void whatIsWrittenInATurnStaysWhateverBecomesOfTheTurn() {
    try {
      turn.alone(() -> {
        database.sql("create table of_a_turn (id integer)").update();
        throw new IllegalStateException("ended in the middle");
      });
    } catch (IllegalStateException ended) {
      assertThat(ended).hasMessage("ended in the middle");
    }
    assertThat(database.sql("select count(*) from of_a_turn").query(Long.class).single()).isZero();
    assertThat(turn.alone(() -> "free again")).isEqualTo("free again");
  }
}
