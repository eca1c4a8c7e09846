package lab.harmony.notebooks.versions;

import static lab.harmony.notebooks.store.Desk.SLUG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.NotebookFormatTest;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.ExperimentDeleted;
import lab.harmony.notebooks.store.ExperimentMade;
import lab.harmony.notebooks.store.ExperimentReturned;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Role;
import lab.harmony.workspace.Found;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class NotebookVersionsTest {
  private static final CellId INTRO = new CellId("intro");
  private static final CellId RUN = new CellId("run-1");
  private static final String BASE = "model: doodle-base\nseeds: [1]";

  @TempDir Path folder;

  @Test
  void everySaveIsAVersionWithWhoAndWhenAndWhat() {
    try (var past = new Past(folder)) {
      past.desk.notebooks.edit(SLUG, RUN, BASE, "model: doodle-anime", past.ada);
      past.desk.now = past.desk.now.plusSeconds(60);
      past.desk.notebooks.add(SLUG, 1, CellKind.CHART, "figure: heat-map", past.ben);
      past.desk.now = past.desk.now.plusSeconds(60);
      past.desk.notebooks.delete(SLUG, INTRO, past.ada);

      assertThat(past.list())
          .extracting(version -> version.by().map(by -> by.name()).orElse("nobody"))
          .containsExactly("Ada", "Ben", "Ada", "nobody");
      assertThat(past.what())
          .containsExactly(
              "a markdown cell deleted", "a chart cell added", "text of a run cell", "");
      assertThat(past.list().getFirst().at()).isEqualTo(past.desk.now);
      assertThat(past.list().getLast().origin()).isEqualTo(Origin.FOUND);
      assertThat(past.text(0)).isEqualTo(past.desk.notebook().text());
      assertThat(past.text(3)).isEqualTo(NotebookFormatTest.JUPYTER);
    }
  }

  @Test
  void textThatIsTypedWithoutAPauseIsOneVersion() {
    try (var past = new Past(folder)) {
      var text = BASE;
      for (var letter : "abc".split("")) {
        past.desk.notebooks.edit(SLUG, RUN, text, text + letter, past.ada);
        text = text + letter;
        past.desk.now = past.desk.now.plusMillis(500);
      }
      assertThat(past.what()).containsExactly("text of a run cell", "");

      past.desk.notebooks.edit(SLUG, RUN, text, text + "d", past.ada);
      past.desk.notebooks.pauseWriting(SLUG, past.ada);
      past.desk.notebooks.edit(SLUG, RUN, text + "d", text + "de", past.ada);
      past.desk.notebooks.edit(SLUG, RUN, text + "de", text + "def", past.ben);
      assertThat(past.list()).hasSize(5);
      assertThat(past.text(1)).contains("abcde\"").doesNotContain("abcdef");
    }
  }

  @Test
  void whatOthersWriteIsAVersionOfNobodyOnceTheLabSeesIt() throws IOException {
    try (var past = new Past(folder)) {
      past.desk.notebook();
      Files.writeString(
          past.desk.file, NotebookFormatTest.JUPYTER.replace("doodle-base", "from outside"));
      past.desk.look();
      past.desk.now = past.desk.now.plusSeconds(5);
      assertThat(past.list())
          .extracting(Version::origin)
          .containsExactly(Origin.OUTSIDE, Origin.FOUND);
      assertThat(past.what()).containsExactly("text of a run cell", "");
      assertThat(past.text(0)).contains("from outside");
    }
  }

  @Test
  void whatOthersWroteBeforeASaveIsAVersionOfItsOwn() throws IOException {
    try (var past = new Past(folder)) {
      past.desk.notebooks.edit(SLUG, RUN, BASE, "of Ada", past.ada);
      past.desk.notebooks.pauseWriting(SLUG, past.ada);
      Files.writeString(past.desk.file, past.desk.text().replace("prose", "words of git"));
      past.desk.notebooks.edit(SLUG, RUN, "of Ada", "of Ada again", past.ada);
      assertThat(past.list())
          .extracting(Version::origin)
          .containsExactly(Origin.PERSON, Origin.OUTSIDE, Origin.PERSON, Origin.FOUND);
      assertThat(past.text(0)).contains("words of git", "of Ada again");
      assertThat(past.text(1)).contains("words of git").doesNotContain("again");
    }
  }

  @Test
  void versionsAreThereAfterARestartWithWhatWasWrittenMeanwhile() throws IOException {
    try (var past = new Past(folder)) {
      past.desk.notebooks.edit(SLUG, RUN, BASE, "before the restart", past.ada);
    }
    var written = Files.readString(folder.resolve("workspace/experiments/trial/notebook.ipynb"));
    try (var past = new Past(folder)) {
      Files.writeString(past.desk.file, written.replace("prose", "meanwhile"));
      var origins = past.list().stream().map(Version::origin).toList();
      assertThat(origins).startsWith(Origin.OUTSIDE).endsWith(Origin.PERSON, Origin.FOUND);
      assertThat(past.text(0)).contains("meanwhile");
      assertThat(past.text(origins.indexOf(Origin.PERSON))).isEqualTo(written);
    }
  }

  @Test
  void aTextBesideAPictureDoesNotStoreThePictureAgain() throws IOException {
    var picture = "iVBORw0KGgo" + "pixels".repeat(50_000);
    try (var past = new Past(folder)) {
      Files.writeString(
          past.desk.file,
          NotebookFormatTest.JUPYTER.replace(
              "\"outputs\": [",
              "\"outputs\": [{\"data\": {\"image/png\": \"%s\"}, \"metadata\": {}, \"output_type\": \"display_data\"}, "
                  .formatted(picture)));
      past.desk.notebooks.edit(SLUG, RUN, BASE, "one", past.ada);
      past.desk.notebooks.pauseWriting(SLUG, past.ada);
      assertThat(past.list()).hasSize(2);
      var pieces = pieces(past);
      past.desk.notebooks.edit(SLUG, RUN, "one", "two", past.ada);
      assertThat(past.list()).hasSize(3);
      assertThat(pieces(past)).isEqualTo(pieces + 1);
      assertThat(past.text(0)).contains(picture, "two");
    }
  }

  private static long pieces(Past past) throws IOException {
    try (var files = Files.walk(past.folder.resolve("pieces"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void oldVersionsGoFirstButNeverTheNewestNorOneThatAReportOrANamePointsTo() throws IOException {
    try (var past = new Past(folder, "--harmony.versions.keep=6")) {
      var text = BASE;
      for (int i = 0; i < 30; i++) {
        past.desk.now = past.desk.now.plus(Duration.ofHours(1));
        past.desk.notebooks.edit(SLUG, RUN, text, "text " + i, past.ada);
        past.desk.notebooks.pauseWriting(SLUG, past.ada);
        text = "text " + i;
        if (i == 2) {
          past.held.put(past.list().getFirst().sha256(), "report 2026-11-21-trial");
        }
        if (i == 4) {
          past.versions.name(SLUG, past.list().getFirst().id(), "as submitted", past.ada);
        }
      }
      var kept = past.list();
      assertThat(kept).hasSize(6);
      assertThat(past.text(0)).contains("text 29");
      assertThat(kept).extracting(Version::name).contains("as submitted");
      assertThat(kept).extracting(Version::sha256).containsAll(past.held.keySet());
      for (int i = 0; i < kept.size(); i++) {
        assertThat(past.text(i)).contains("\"nbformat\": 4");
      }
      // Two pieces that never changed and one of each version.
      assertThat(pieces(past)).isEqualTo(2 + 6);
    }
  }

  @Test
  void aDeletedExperimentTakesItsPastAlongAndAnotherOfItsNameHasNone() {
    try (var past = new Past(folder)) {
      past.desk.notebooks.edit(SLUG, RUN, BASE, "of the first", past.ada);
      assertThat(past.list()).hasSize(2);
      past.tell(new ExperimentDeleted(SLUG, "trial-20261129-101500-250"));
      past.tell(new ExperimentMade(SLUG, past.desk.notebook(), past.ben));
      assertThat(past.list()).extracting(Version::what).containsExactly("made");
      past.tell(new ExperimentDeleted(SLUG, "trial-20261129-111500-250"));
      past.tell(new ExperimentReturned(SLUG, "trial-20261129-101500-250"));
      assertThat(past.what()).containsExactly("text of a run cell", "");
    }
  }

  @Test
  void aVersionThatCannotBeKeptKeepsNobodyFromSaving() throws IOException {
    try (var past = new Past(folder)) {
      Files.createDirectories(past.folder.resolveSibling("."));
      Files.writeString(past.folder, "a file where the folder should be");
      assertThat(past.desk.notebooks.edit(SLUG, RUN, BASE, "saved all the same", past.ada))
          .isInstanceOf(Edit.Saved.class);
      assertThat(past.list()).isEmpty();
      Files.delete(past.folder);
      past.desk.notebooks.edit(SLUG, RUN, "saved all the same", "and again", past.ada);
      assertThat(past.text(0)).contains("and again");
    }
  }

  @Test
  void aDamagedPieceIsToldAndHidesNoOtherVersion() throws IOException {
    try (var past = new Past(folder)) {
      past.desk.notebooks.edit(SLUG, RUN, BASE, "whole", past.ada);
      assertThat(past.list()).hasSize(2);
      try (var files = Files.walk(past.folder.resolve("pieces"))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          Files.write(file, new byte[] {1, 2, 3});
        }
      }
      assertThat(past.list()).hasSize(2);
      assertThat(past.versions.open(SLUG, past.list().getFirst().id(), past.ada).unreadable())
          .isPresent();
      assertThat(
              past.versions
                  .open(SLUG, new VersionId("20261130-214512-123-3f9a1c02b4"), past.ada)
                  .unreadable())
          .isPresent();
    }
  }

  @Test
  void whoeverMayNotLookAtExperimentsSeesNoVersion() {
    try (var past = new Past(folder)) {
      past.desk.notebooks.edit(SLUG, RUN, BASE, "secret", past.ada);
      var id = past.list().getFirst().id();
      var reader = Actor.of(past.people.add("Rea", Role.READER));
      assertThatThrownBy(() -> past.versions.list(SLUG, reader)).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> past.versions.open(SLUG, id, reader)).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> past.versions.name(SLUG, id, "mine", reader))
          .isInstanceOf(NotAllowed.class);
      assertThat(Optional.of(past.versions.open(SLUG, id, past.ada)))
          .hasValueSatisfying(found -> assertThat(found).isInstanceOf(Found.Good.class));
    }
  }
}
