package lab.harmony.notebooks.store;

import static lab.harmony.notebooks.store.Desk.SLUG;
import static lab.harmony.people.Somebody.goingOn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.FindingStatus;
import lab.harmony.notebooks.document.NotebookFormatTest;
import lab.harmony.people.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ChangeHistoryTest {
  private static final CellId INTRO = new CellId("intro");
  private static final CellId RUN = new CellId("run-1");
  private static final String BASE = "model: doodle-base\nseeds: [1]";

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @Test
  void textIsTakenBackPauseByPauseAndDoneAgain() {
    write("a", "Ada");
    write("ab", "Ada");
    pause();
    write("abc", "Ada");
    desk.undo("Ada");
    assertThat(desk.source(RUN)).isEqualTo("ab");
    desk.undo("Ada");
    assertThat(desk.source(RUN)).isEqualTo(BASE);
    assertThat(desk.undo("Ada")).isEmpty();
    desk.redo("Ada");
    assertThat(desk.source(RUN)).isEqualTo("ab");
    desk.redo("Ada");
    assertThat(desk.source(RUN)).isEqualTo("abc");
    assertThat(desk.redo("Ada")).isEmpty();
  }

  @Test
  void closingTheEditorEndsAStepAndSoDoesAnotherCell() {
    write("a", "Ada");
    desk.notebooks.pauseWriting(SLUG, goingOn("Ada"));
    write("ab", "Ada");
    desk.notebooks.edit(SLUG, INTRO, desk.source(INTRO), "Words", goingOn("Ada"));
    write("abc", "Ada");
    desk.undo("Ada");
    assertThat(desk.source(RUN)).isEqualTo("ab");
    assertThat(desk.source(INTRO)).isEqualTo("Words");
    desk.undo("Ada");
    desk.undo("Ada");
    assertThat(desk.source(RUN)).isEqualTo("a");
  }

  @Test
  void aNewChangeEndsWhatCouldBeDoneAgain() {
    write("a", "Ada");
    desk.undo("Ada");
    assertThat(desk.notebooks.redoable(SLUG, goingOn("Ada"))).contains("text");
    desk.notebooks.delete(SLUG, INTRO, goingOn("Ada"));
    assertThat(desk.notebooks.redoable(SLUG, goingOn("Ada"))).isEmpty();
    assertThat(desk.notebooks.undoable(SLUG, goingOn("Ada"))).contains("deleted cell");
    assertThat(desk.redo("Ada")).isEmpty();
  }

  @Test
  void whatAnotherPersonWroteElsewhereInTheTextStays() {
    write("one\ntwo\nthree", "Ben");
    write("one\nTWO\nthree", "Ada");
    write("one\nTWO\nthree\nfour", "Ben");
    assertThat(desk.undo("Ada").orElseThrow()).isInstanceOf(Edit.Saved.class);
    assertThat(desk.source(RUN)).isEqualTo("one\ntwo\nthree\nfour");
    desk.redo("Ada");
    assertThat(desk.source(RUN)).isEqualTo("one\nTWO\nthree\nfour");
  }

  @Test
  void whatAnotherPersonWroteInTheSamePlaceIsNotThrownAwayAndThatIsSaid() {
    desk.notebooks.edit(SLUG, INTRO, desk.source(INTRO), "Words", goingOn("Ada"));
    pause();
    write("Ada's text", "Ada");
    write("Ben's text", "Ben");
    assertThat(desk.undo("Ada"))
        .hasValueSatisfying(
            edit -> assertThat(((Edit.Refused) edit).reason()).contains("Somebody else changed"));
    assertThat(desk.source(RUN)).isEqualTo("Ben's text");
    desk.undo("Ada");
    assertThat(desk.source(INTRO)).as("the change before it").startsWith("# ");
  }

  @Test
  void anAddedCellInWhichAnotherPersonWroteStays() {
    var added =
        ((Edit.Saved) desk.notebooks.add(SLUG, 0, CellKind.FINDING, "", goingOn("Ada"))).cell();
    desk.notebooks.edit(SLUG, added, "", "Ben's finding", goingOn("Ben"));
    assertThat(desk.undo("Ada").orElseThrow()).isInstanceOf(Edit.Refused.class);
    assertThat(desk.source(added)).isEqualTo("Ben's finding");
  }

  @Test
  void aStatusThatAnotherPersonSetSinceStays() {
    var added =
        ((Edit.Saved) desk.notebooks.add(SLUG, 0, CellKind.FINDING, "x", goingOn("Ben"))).cell();
    desk.notebooks.setFindingStatus(SLUG, added, FindingStatus.CONFIRMED, goingOn("Ada"));
    desk.notebooks.setFindingStatus(SLUG, added, FindingStatus.REJECTED, goingOn("Ben"));
    assertThat(desk.undo("Ada").orElseThrow()).isInstanceOf(Edit.Refused.class);
    assertThat(desk.notebook().find(added).orElseThrow().findingStatus())
        .isEqualTo(FindingStatus.REJECTED);
  }

  @Test
  void aDeletedCellComesBackBehindTheOneItStoodBehind() {
    desk.notebooks.delete(SLUG, RUN, goingOn("Ada"));
    desk.notebooks.add(SLUG, 0, CellKind.MARKDOWN, "Ben's", goingOn("Ben"));
    desk.undo("Ada");
    var order = desk.order();
    assertThat(order.indexOf("run-1")).isEqualTo(order.indexOf("intro") + 1);
  }

  @Test
  void nothingIsForgottenWhenTheFileCannotBeWritten() throws IOException {
    write("a", "Ada");
    var broken = NotebookFormatTest.JUPYTER.replace("\"nbformat\": 4,", "<<<<<<< HEAD");
    var good = desk.text();
    Files.writeString(desk.file, broken);
    assertThat(desk.undo("Ada").orElseThrow()).isInstanceOf(Edit.Refused.class);
    assertThat(desk.notebooks.delete(SLUG, RUN, goingOn("Ada"))).isInstanceOf(Edit.Refused.class);
    Files.writeString(desk.file, good);
    assertThat(desk.undo("Ada").orElseThrow()).isInstanceOf(Edit.Saved.class);
    assertThat(desk.source(RUN)).isEqualTo(BASE);
  }

  @Test
  void everythingOnePersonDoesCanBeTakenBackAndDoneAgainInWhateverOrder() throws IOException {
    for (var seed = 0; seed < 20; seed++) {
      Files.writeString(desk.file, NotebookFormatTest.JUPYTER);
      var random = new Random(seed);
      var by = "Ada " + seed;
      for (var step = 0; step < 12; step++) {
        change(random, goingOn(by));
        pause();
      }
      var end = desk.text();
      while (desk.undo(by).filter(Edit.Saved.class::isInstance).isPresent()) {}
      assertThat(desk.text()).isEqualTo(NotebookFormatTest.JUPYTER);
      while (desk.redo(by).filter(Edit.Saved.class::isInstance).isPresent()) {}
      assertThat(desk.text()).isEqualTo(end);
      assertThat(desk.notebooks.redoable(SLUG, goingOn(by))).isEmpty();
    }
  }

  private void change(Random random, Actor by) {
    var cells = desk.notebook().cells();
    var cell = cells.isEmpty() ? INTRO : cells.get(random.nextInt(cells.size())).id();
    var kinds = List.of(CellKind.MARKDOWN, CellKind.RUN, CellKind.CHART, CellKind.FINDING);
    var kind = kinds.get(random.nextInt(kinds.size()));
    switch (random.nextInt(6)) {
      case 0 -> desk.notebooks.add(SLUG, random.nextInt(4), kind, "new", by);
      case 1 -> desk.notebooks.delete(SLUG, cell, by);
      case 2 -> desk.notebooks.move(SLUG, cell, random.nextInt(4), by);
      case 3 -> desk.notebooks.changeKind(SLUG, cell, kind, by);
      case 4 -> desk.notebooks.setFindingStatus(SLUG, cell, FindingStatus.CONFIRMED, by);
      default -> {
        var text = desk.notebook().find(cell).map(Cell::source);
        text.ifPresent(
            before -> desk.notebooks.edit(SLUG, cell, before, before + random.nextInt(10), by));
      }
    }
  }

  @Test
  void aChangeIsMadeInAnotherVersionOfItsTextUnlessBothChangedThePlace() {
    var undo = TextChange.between("see 12 faces", "see faces");
    assertThat(undo.onto("see 12 faces", "I see 12 faces")).contains("I see faces");
    assertThat(undo.onto("see 12 faces", "see 12 faces!")).contains("see faces!");
    assertThat(undo.onto("see 12 faces", "see 13 faces")).isEqualTo(Optional.empty());
    assertThat(undo.onto("see 12 faces", "")).isEqualTo(Optional.empty());
  }

  private void write(String text, String by) {
    assertThat(desk.notebooks.edit(SLUG, RUN, desk.source(RUN), text, goingOn(by)))
        .isInstanceOf(Edit.Saved.class);
  }

  private void pause() {
    desk.now = desk.now.plus(ChangeHistory.PAUSE);
  }
}
