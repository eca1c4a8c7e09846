package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.notebooks.versions.NotebookVersions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class HistoryViewTest extends FullLab {
  private static final ExperimentSlug SLUG = new ExperimentSlug("to-run");
  private static final CellId OPENING = new CellId("opening");

  @Autowired Notebooks notebooks;
  @Autowired NotebookVersions versions;

  @Test
  void aVersionIsComparedWithNowAndACellOfItIsRestoredAndTakenBack() {
    var text = source();
    write(text + " until today");
    open("experiments/to-run/history");
    awaitShown("Now", "text of a markdown cell", "Since then", "new: ", " until today");
    press("Restore this cell");
    assertThat(source()).isEqualTo(text);
    awaitShown("The notebook is now what it was then.");
    notebooks.undo(SLUG, by("Ada"), _ -> false);
    assertThat(source()).isEqualTo(text + " until today");
    assertThat(versions.list(SLUG, by("Ada"))).hasSizeGreaterThan(3);
    var first = versions.list(SLUG, by("Ada")).getLast();
    open("experiments/to-run/history?version=" + first.id());
    awaitShown("Restore all of it", " until today");
    press("Restore all of it");
    assertThat(source()).isEqualTo(text);
  }

  @Test
  void anExperimentThatNobodyChangedSaysThatNothingIsThereYet() {
    open("experiments/lora-light/history");
    awaitShown("Nothing was changed yet");
  }

  private void write(String text) {
    notebooks.edit(SLUG, OPENING, source(), text, by("Ada"));
    notebooks.pauseWriting(SLUG, by("Ada"));
  }

  private String source() {
    return notebooks.open(SLUG) instanceof OpenedNotebook.Readable(var notebook)
        ? notebook.find(OPENING).orElseThrow().source()
        : "";
  }
}
