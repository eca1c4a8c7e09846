package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.AskedTogether.ArmPairs;
import lab.harmony.comparison.PairCounts;
import lab.harmony.comparison.cells.WrittenComparison;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A notebook in which several cells compare: what is counted, and by whom.
@Tag("unit")
@DirtiesContext
@Import(ComparisonCellsViewTest.ToldCounts.class)
class ComparisonCellsViewTest extends ViewLab {

  private static final int CELLS = 4;

  /// Which arms were counted, and on which thread.
  @Component
  @Primary
  static class ToldCounts extends PairCounts {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    protected List<Optional<Answered>> count(List<ArmPairs> arms) {
      arms.forEach(_ -> threads.add(Thread.currentThread()));
      return super.count(arms);
    }
  }

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var root = folder("harmony-comparisons");
    var workspace = root.resolve("workspace");
    BrowserParts.copy(java.nio.file.Path.of("prompts"), workspace.resolve("prompts"));
    var file = workspace.resolve("experiments/family/notebook.ipynb");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        WrittenComparison.notebook(
            Stream.concat(
                    Stream.of(
                        """
                        {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# Which is better?"}\
                        """),
                    IntStream.range(0, CELLS)
                        .mapToObj(at ->
                            WrittenComparison.cell(
                                WrittenComparison.of(
                                    List.of(
                                        WrittenComparison.pairs(6 + at, 0, 4),
                                        WrittenComparison.pairs(3, at, 9))),
                                "better" + at)))
                .toList()));
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> root.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired ToldCounts counts;
  @Autowired Notebooks notebooks;

  @Test
  void openingANotebookCountsEachArmOnceAndNotWhileSomebodyWaits() {
    open("experiments/family");
    awaitShown(
        "Which is better?",
        "new-0 has more perfect faces than old",
        "8 comparisons stand in 4 cells here",
        "Among all 8 (Holm)");
    assertThat(counts.threads)
        .as("two arms of each cell, once")
        .hasSize(2 * CELLS)
        .as("away from the request")
        .doesNotContain(Thread.currentThread());
    notebooks.edit(
        new ExperimentSlug("family"),
        new CellId("opening"),
        "# Which is better?",
        "# Which of them is?",
        researcher("Grace"));
    awaitShown("Which of them is?", "8 comparisons stand in 4 cells here");
    assertThat(counts.threads).as("and not again").hasSize(2 * CELLS);
  }
}
