package lab.harmony.notebooks.differences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.document.NotebookFormatTest;
import lab.harmony.notebooks.document.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NotebookMergeTest {
  private static final CellId INTRO = new CellId("intro");
  private static final CellId RUN = new CellId("run-1");
  private static final CellId NEW = new CellId("new");
  private static final CellId OTHER = new CellId("other");
  private static final Notebook BASE = notebook(NotebookFormatTest.JUPYTER);

  private static Notebook notebook(String text) {
    return switch (NotebookFormat.read(text)) {
      case NotebookFormat.Reading.Valid(var notebook) -> notebook;
      case NotebookFormat.Reading.Invalid(var reason) -> throw new AssertionError(reason);
    };
  }

  private static Notebook with(Notebook notebook, int index, CellId id) {
    return notebook.withCell(index, Cell.blank(id, CellKind.MARKDOWN, "text of " + id));
  }

  private static List<String> order(NotebookMerge merge) {
    return merge.notebook().cells().stream().map(cell -> cell.id().value()).toList();
  }

  @Test
  void whatOnlyOneSideChangedIsAsThatSideHasItLetterByLetter() {
    var ours = BASE.withSource(INTRO, "ours");
    var theirs = BASE.withSource(RUN, "theirs").withExecutionCount(RUN, 9);
    var merge = NotebookMerge.of(BASE, ours, theirs);
    assertThat(merge.conflicts()).isEmpty();
    assertThat(merge.notebook())
        .isEqualTo(ours.withSource(RUN, "theirs").withExecutionCount(RUN, 9));
    assertThat(NotebookMerge.of(BASE, BASE, theirs).notebook().text()).isEqualTo(theirs.text());
    assertThat(NotebookMerge.of(BASE, ours, BASE).notebook().text()).isEqualTo(ours.text());
  }

  @Test
  void linesOfOneCellThatBothChangedApartAreMerged() {
    var base = BASE.withSource(INTRO, "one\ntwo\nthree\nfour\nfive");
    var merge =
        NotebookMerge.of(
            base,
            base.withSource(INTRO, "ONE\ntwo\nthree\nfour\nfive"),
            base.withSource(INTRO, "one\ntwo\nthree\nfour\nFIVE\nsix"));
    assertThat(merge.conflicts()).isEmpty();
    assertThat(merge.notebook().find(INTRO).orElseThrow().source())
        .isEqualTo("ONE\ntwo\nthree\nfour\nFIVE\nsix");
  }

  @Test
  void theSameLineChangedByBothStandsBetweenMarkersInAValidNotebook() {
    var merge =
        NotebookMerge.of(
            BASE,
            BASE.withSource(INTRO, "# Ours\n\nprose"),
            BASE.withSource(INTRO, "# Theirs\n\nprose"));
    assertThat(merge.conflicts()).extracting(NotebookMerge.Conflict::cell).containsExactly(INTRO);
    assertThat(notebook(merge.notebook().text()).find(INTRO).orElseThrow().source())
        .isEqualTo("<<<<<<< ours\n# Ours\n=======\n# Theirs\n>>>>>>> theirs\n\nprose");
  }

  @Test
  void resultsNeverConflictAndThoseExecutedLastStandWhole() {
    var merge =
        NotebookMerge.of(
            BASE,
            executed("ours", 4, "2026-11-20T10:00:00Z"),
            executed("theirs", 5, "2026-11-20T11:00:00Z"));
    assertThat(merge.conflicts()).isEmpty();
    var cell = merge.notebook().find(RUN).orElseThrow();
    assertThat(cell.outputs()).containsExactly(new Output.Stream("stdout", "theirs"));
    assertThat(cell.executionCount()).isEqualTo(5);
    assertThat(cell.harmony().path("executed").path("at").asString(""))
        .isEqualTo("2026-11-20T11:00:00Z");
    assertThat(cell.harmony().path("kind").asString("")).isEqualTo("run");
  }

  private static Notebook executed(String words, int count, String at) {
    return BASE.withOutputs(RUN, List.of(new Output.Stream("stdout", words)))
        .withExecutionCount(RUN, count)
        .withHarmony(
            RUN,
            harmony -> {
              harmony.putObject("executed").put("at", at);
              return harmony;
            });
  }

  @Test
  void cellsOfBothStandBehindWhatTheyStoodBehind() {
    var merge = NotebookMerge.of(BASE, with(BASE, 0, NEW), with(BASE, 2, OTHER));
    assertThat(merge.conflicts()).isEmpty();
    assertThat(order(merge)).containsExactly("new", "intro", "run-1", "other");
  }

  @Test
  void aMoveOfOneSideAndATextOfTheOtherComeTogether() {
    var merge =
        NotebookMerge.of(BASE, BASE.withSource(RUN, "model: doodle-anime"), BASE.moved(RUN, 0));
    assertThat(order(merge)).containsExactly("run-1", "intro");
    assertThat(merge.notebook().find(RUN).orElseThrow().source()).isEqualTo("model: doodle-anime");
    assertThat(merge.conflicts()).isEmpty();
  }

  @Test
  void aDeletedCellGoesUnlessTheOtherSideChangedItsText() {
    var without = BASE.without(RUN);
    assertThat(order(NotebookMerge.of(BASE, without, BASE))).containsExactly("intro");
    assertThat(order(NotebookMerge.of(BASE, without, executed("again", 7, "2026-11-20T10:00:00Z"))))
        .containsExactly("intro");
    var merge = NotebookMerge.of(BASE, without, BASE.withSource(RUN, "changed"));
    assertThat(order(merge)).containsExactly("intro", "run-1");
    assertThat(merge.conflicts()).extracting(NotebookMerge.Conflict::cell).containsExactly(RUN);
  }

  @Test
  void metadataOfBothIsMergedNameByName() {
    var merge =
        NotebookMerge.of(
            BASE,
            BASE.withMetadata(metadata -> metadata.put("mine", 1)),
            BASE.withMetadata(metadata -> metadata.put("theirs", 2)));
    assertThat(merge.notebook().metadata().path("mine").asInt(0)).isEqualTo(1);
    assertThat(merge.notebook().metadata().path("theirs").asInt(0)).isEqualTo(2);
  }

  @Test
  void aDifferenceNamesCellsByTheirIdsAndWordsByMarks() {
    var after = BASE.withSource(RUN, "model: doodle-anime\nseeds: [1]").moved(RUN, 0);
    var difference = NotebookDifference.between(BASE, after);
    assertThat(difference.words()).isEqualTo("text of a run cell, a markdown cell moved");
    assertThat(
            TextDifference.between("model: doodle-base\nseeds", "model: doodle-anime\nseeds")
                .marked())
        .isEqualTo("model: doodle-[-base-]{+anime+}\nseeds");
    assertThat(NotebookDifference.between(BASE, BASE).isNone()).isTrue();
  }
}
