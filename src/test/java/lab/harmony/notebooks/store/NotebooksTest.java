package lab.harmony.notebooks.store;

import static lab.harmony.notebooks.store.Desk.SLUG;
import static lab.harmony.people.Somebody.goingOn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.NotebookFormatTest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class NotebooksTest {
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
  void anEditIsInTheFileAndAnnounced() throws IOException {
    var edit = desk.notebooks.edit(SLUG, RUN, BASE, "model: doodle-anime", goingOn("Ada"));
    assertThat(edit).isInstanceOf(Edit.Saved.class);
    assertThat(desk.text()).contains("\"model: doodle-anime\"").doesNotContain("doodle-base");
    assertThat(desk.announced).hasSize(2).contains(new NotebookChanged(SLUG));
    assertThat(desk.announced)
        .filteredOn(NotebookEdited.class::isInstance)
        .singleElement(InstanceOfAssertFactories.type(NotebookEdited.class))
        .satisfies(edited -> {
          assertThat(edited.by().person()).isEqualTo(goingOn("Ada").person());
          assertThat(edited.renamed()).isFalse();
        });
  }

  @Test
  void anEditThatChangesNothingTouchesNothing() throws IOException {
    var before = Files.getLastModifiedTime(desk.file);
    assertThat(desk.notebooks.edit(SLUG, RUN, BASE, BASE, goingOn("Ada")))
        .isInstanceOf(Edit.Saved.class);
    assertThat(Files.getLastModifiedTime(desk.file)).isEqualTo(before);
    assertThat(desk.announced).isEmpty();
  }

  @Test
  void theSecondOfTwoWritersIsToldAndLosesNothing() {
    desk.notebooks.edit(SLUG, RUN, BASE, "Ada's text", goingOn("Ada"));
    var second = desk.notebooks.edit(SLUG, RUN, BASE, "Ben's text", goingOn("Ben"));

    assertThat(second).isEqualTo(new Edit.Conflict(RUN, "Ada's text", "Ben's text"));
    assertThat(desk.notebook().find(RUN).orElseThrow().source()).isEqualTo("Ada's text");
    assertThat(desk.notebooks.drafts(SLUG, goingOn("Ben")))
        .extracting(Draft::text)
        .containsExactly("Ben's text");

    desk.notebooks.edit(SLUG, RUN, "Ada's text", "Ben's text", goingOn("Ben"));
    assertThat(desk.notebook().find(RUN).orElseThrow().source()).isEqualTo("Ben's text");
    assertThat(desk.notebooks.drafts(SLUG, goingOn("Ben"))).isEmpty();
  }

  @Test
  void twoPeopleInDifferentCellsDoNotMeet() {
    desk.notebooks.edit(SLUG, RUN, BASE, "Ada's text", goingOn("Ada"));
    var intro = desk.notebook().find(INTRO).orElseThrow().source();
    assertThat(desk.notebooks.edit(SLUG, INTRO, intro, "Ben's text", goingOn("Ben")))
        .isInstanceOf(Edit.Saved.class);
  }

  @Test
  void theTextForACellThatIsGoneIsKept() {
    desk.notebooks.delete(SLUG, RUN, goingOn("Ada"));
    assertThat(desk.notebooks.edit(SLUG, RUN, BASE, "Ben's text", goingOn("Ben")))
        .isEqualTo(new Edit.Gone(RUN, "Ben's text"));
    assertThat(desk.notebooks.drafts(SLUG, goingOn("Ben"))).hasSize(1);
  }

  @Test
  void addingMovingDeletingAndChangingKindCanAllBeTakenBack() throws IOException {
    desk.notebooks.add(SLUG, 1, CellKind.CHART, "figure: heat-map\n", goingOn("Ada"));
    desk.notebooks.move(SLUG, RUN, 0, goingOn("Ada"));
    desk.notebooks.changeKind(SLUG, INTRO, CellKind.FINDING, goingOn("Ada"));
    desk.notebooks.delete(SLUG, RUN, goingOn("Ada"));
    assertThat(desk.order()).hasSize(2).doesNotContain("run-1");

    for (var step = 0; step < 4; step++) {
      desk.undo("Ada");
    }
    assertThat(desk.text()).isEqualTo(NotebookFormatTest.JUPYTER);
    assertThat(desk.undo("Ada")).isEmpty();
  }

  @Test
  void undoTakesBackOnlyWhatThisPersonDid() {
    desk.notebooks.delete(SLUG, RUN, goingOn("Ada"));
    desk.notebooks.add(SLUG, 0, CellKind.MARKDOWN, "Ben's", goingOn("Ben"));
    desk.undo("Ada");
    assertThat(desk.order()).hasSize(3).contains("run-1");
    assertThat(desk.notebook().cells().getFirst().source()).isEqualTo("Ben's");
  }

  @Test
  void takingAKindBackKeepsTextWrittenSince() {
    desk.notebooks.changeKind(SLUG, RUN, CellKind.MARKDOWN, goingOn("Ada"));
    desk.notebooks.edit(SLUG, RUN, BASE, "written since", goingOn("Ben"));
    desk.undo("Ada");
    var cell = desk.notebook().find(RUN).orElseThrow();
    assertThat(cell.kind()).isEqualTo(CellKind.RUN);
    assertThat(cell.source()).isEqualTo("written since");
    assertThat(cell.outputs()).hasSize(1);
  }

  @Test
  void aFileThatIsNoNotebookIsNeverWritten() throws IOException {
    var broken = NotebookFormatTest.JUPYTER.replace("\"nbformat\": 4,", "<<<<<<< HEAD");
    Files.writeString(desk.file, broken);
    assertThat(desk.notebooks.open(SLUG)).isInstanceOf(OpenedNotebook.Unreadable.class);
    assertThat(desk.notebooks.edit(SLUG, RUN, BASE, "lost?", goingOn("Ada")))
        .isInstanceOf(Edit.Refused.class);
    assertThat(desk.notebooks.add(SLUG, 0, CellKind.MARKDOWN, "x", goingOn("Ada")))
        .isInstanceOf(Edit.Refused.class);
    assertThat(desk.text()).isEqualTo(broken);
    assertThat(desk.notebooks.drafts(SLUG, goingOn("Ada"))).hasSize(1);
  }

  @Test
  void whatOthersWroteOnDiskIsAnnouncedAndNeverOverwritten() throws IOException {
    desk.notebook();
    Files.writeString(
        desk.file, NotebookFormatTest.JUPYTER.replace("prose", "prose from a colleague"));
    desk.watch.look();
    assertThat(desk.announced).hasSize(2).startsWith(new NotebookChanged(SLUG));
    assertThat(desk.announced.getLast()).isInstanceOf(NotebookOvertaken.class);
    desk.notebooks.edit(SLUG, RUN, BASE, "mine", goingOn("Ada"));
    assertThat(desk.text()).contains("prose from a colleague", "\"mine\"");
  }

  @Test
  void whoTypesInACellThatIsChangedOutsideIsShownBothTexts() throws IOException {
    desk.notebook();
    Files.writeString(desk.file, NotebookFormatTest.JUPYTER.replace("doodle-base", "from git"));
    assertThat(desk.notebooks.edit(SLUG, RUN, BASE, "mine", goingOn("Ada")))
        .isEqualTo(new Edit.Conflict(RUN, "model: from git\nseeds: [1]", "mine"));
    assertThat(desk.text()).contains("from git").doesNotContain("mine");
    assertThat(desk.notebooks.drafts(SLUG, goingOn("Ada")))
        .extracting(Draft::text)
        .containsExactly("mine");
  }

  @Test
  void whatOthersWriteWhileAChangeIsMadeIsBegunFrom() throws IOException {
    var once = new AtomicBoolean();
    var edit =
        desk.notebooks.change(
            SLUG,
            goingOn("Ada"),
            notebook -> {
              if (once.compareAndSet(false, true)) {
                overwrite(NotebookFormatTest.JUPYTER.replace("prose", "at this moment"));
              }
              return new Edit.Saved(notebook.withSource(RUN, "mine"), RUN);
            });
    assertThat(edit).isInstanceOf(Edit.Saved.class);
    assertThat(desk.text()).contains("at this moment", "\"mine\"");
    assertThat(desk.announced).filteredOn(NotebookEdited.class::isInstance).hasSize(1);
  }

  private void overwrite(String text) {
    try {
      Files.writeString(desk.file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTextThatCannotBeSavedIsKeptAsADraftAndTheReasonIsSaid() throws IOException {
    var locks = folder.resolve("data/locks");
    Files.writeString(locks, "a file in place of the folder");

    assertThat(desk.notebooks.edit(SLUG, RUN, BASE, "Ada's text", goingOn("Ada")))
        .isInstanceOfSatisfying(
            Edit.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("a file stands where a folder is needed")
                    .endsWith("Your text is kept as a draft."));
    assertThat(desk.text()).contains("doodle-base").doesNotContain("Ada's text");
    assertThat(desk.notebooks.drafts(SLUG, goingOn("Ada")))
        .extracting(Draft::text)
        .containsExactly("Ada's text");

    Files.delete(locks);
    assertThat(desk.notebooks.edit(SLUG, RUN, BASE, "Ada's text", goingOn("Ada")))
        .isInstanceOf(Edit.Saved.class);
    assertThat(desk.notebooks.drafts(SLUG, goingOn("Ada"))).isEmpty();
  }

  @Test
  void aDraftOutlivesADatabaseThatTakesNothing() throws IOException {
    Files.writeString(folder.resolve("data/locks"), "a file in place of the folder");
    desk.database
        .sql("alter table notebook_draft add constraint takes_nothing check (1 = 0)")
        .update();

    assertThat(desk.notebooks.edit(SLUG, RUN, BASE, "Ada's text", goingOn("Ada")))
        .isInstanceOfSatisfying(
            Edit.Refused.class,
            refused -> assertThat(refused.reason()).contains("as long as the lab runs"));
    assertThat(desk.notebooks.drafts(SLUG, goingOn("Ada")))
        .extracting(Draft::text)
        .containsExactly("Ada's text");
  }
}
