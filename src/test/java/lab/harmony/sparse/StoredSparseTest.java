package lab.harmony.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.results.StoredRounds;
import lab.harmony.runs.RunId;
import lab.harmony.sparse.StoredSparse.Answer;
import lab.harmony.sparse.StoredSparse.Answered;
import lab.harmony.stats.Interval;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StoredSparseTest {

  private static final List<List<RunId>> ROUNDS =
      List.of(
          List.of(new RunId("r261130-080000-aaaaa"), new RunId("r261130-080000-bbbbb")),
          List.of(new RunId("r261130-090000-ccccc")));

  private static StoredSparse grid(Answer last) {
    return new StoredSparse(
        ROUNDS,
        Map.of("emotion", List.of("happy", "sad")),
        List.of("adapters", "emotion"),
        0.5,
        "by people",
        "",
        96,
        24,
        Optional.of(Duration.ofSeconds(360)),
        List.of(
            answered("soft", "happy", 8, 8, 0.7, 0.99, Answer.REACHED),
            answered("soft", "sad", 0, 8, 0.01, 0.3, Answer.MISSED),
            answered("none", "happy", 0, 0, 0.2, 0.9, last),
            new Answered(List.of("none", "sad"), 0, 0, 8, new Interval(0.3, 0.8), Answer.WAITING)),
        last == Answer.OPEN ? 8 : 0,
        Optional.of(Duration.ofSeconds(40)));
  }

  private static Answered answered(
      String row, String column, int perfect, int faces, double from, double to, Answer answer) {
    return new Answered(
        List.of(row, column), perfect, faces, faces, new Interval(from, to), answer);
  }

  private static Cell cell(StoredSparse grid) {
    var id = new CellId("grid");
    return Experiments.blank("Big", ExperimentKind.OTHER, "")
        .withCell(0, Cell.blank(id, CellKind.SPARSE, ""))
        .withOutputs(id, List.of(grid.output()))
        .find(id)
        .orElseThrow();
  }

  @Test
  void whatIsStoredIsReadAgain() {
    var cell = cell(grid(Answer.OPEN));
    assertThat(StoredSparse.find(cell)).contains(grid(Answer.OPEN));
    assertThat(StoredRounds.of(cell)).isEqualTo(ROUNDS);
    assertThat(StoredRounds.runs(cell)).hasSize(3);
  }

  @Test
  void whatWasNotRunIsToldApartAndCountedNowhere() {
    var words = SparseWords.markdown(grid(Answer.OPEN));
    assertThat(words)
        .contains("24 of 96 pictures were drawn in 2 rounds")
        .contains(
            "Of 4 cells 1 reach it, 1 do not, 1 are open, 1 wait for scores of their pictures \\(1 of these were not run\\)")
        .contains("8 drawn, none scored \\(estimated 30 to 80 %\\) · waits for scores")
        .contains("8 of 8, 70 to 99 % · reaches it")
        .contains("not run \\(estimated 20 to 90 %\\) · open")
        .contains("72 pictures are not drawn, which would take about 6 min")
        .doesNotContain("| 0 of 0");
  }

  @Test
  void atTheEndItSaysWhatWasSaved() {
    var grid = grid(Answer.REACHED);
    var told =
        new StoredSparse(
            ROUNDS,
            grid.axes(),
            grid.cells(),
            0.5,
            "by people",
            "",
            96,
            24,
            grid.left(),
            grid.answers().subList(0, 2),
            0,
            Optional.empty());
    assertThat(SparseWords.plain(told))
        .contains(
            "Nothing is open any more. 72 pictures were never drawn, which would take about 6 min at the pace of those that were: that is saved.");
  }
}
