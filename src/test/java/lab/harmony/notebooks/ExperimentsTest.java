package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.training.drawing.DatasetDrawings;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Experiments in the list: what it shows of them, and how they are made, renamed and deleted.
@Tag("unit")
class ExperimentsTest extends NotebookLab {

  @Autowired Experiments experiments;
  @Autowired ExperimentKeeping keeping;
  @Autowired DatasetDrawings drawings;
  @Autowired Workspace workspace;

  @Test
  void theListShowsRateSourceAndFaces() {
    var slug = new ExperimentSlug("whole");
    var row = experiments.of(List.of(slug)).getFirst();
    assertThat(row.title()).isEqualTo("Do eyes, mouth and brows agree?");
    assertThat(row.kind()).isEqualTo(ExperimentKind.BASELINE);
    assertThat(row.people().images()).isZero();
    assertThat(row.machine().images()).isEqualTo(48);
    assertThat(row.faces()).hasSize(8);
  }

  @Test
  void anotherTitleCanBeTakenBackAndADeletedExperimentLeavesNothingToUndo() {
    experiments.create("Renamed", ExperimentKind.OTHER, by("Ada"));
    var slug = new ExperimentSlug("renamed");
    var before = notebook(slug).text();
    assertThat(keeping.rename(slug, "Better words", by("Ada"))).isInstanceOf(Edit.Saved.class);
    assertThat(notebook(slug).title()).contains("Better words");
    undo(slug);
    assertThat(notebook(slug).text()).isEqualTo(before);

    notebooks.delete(slug, GENERATE, by("Ada"));
    assertThat(keeping.delete(slug, by("Ada")))
        .isInstanceOf(ExperimentKeeping.Deletion.Deleted.class);
    experiments.create("Renamed", ExperimentKind.OTHER, by("Ada"));
    assertThat(notebooks.undo(slug, by("Ada"), id -> false)).isEmpty();
  }

  @Test
  void anExperimentInWhichWorkWaitsStaysWhereItIs() {
    experiments.create("Used", ExperimentKind.OTHER, by("Ada"));
    var slug = new ExperimentSlug("used");
    var faces = workspace.experiments().resolve("used/faces");
    drawings.start(faces, by("Ada"));
    assertThat(keeping.delete(slug, by("Ada")))
        .isEqualTo(
            new ExperimentKeeping.Deletion.Refused(
                "The dataset experiments/used/faces is still to be drawn. Cancel that in Work, then"
                    + " delete used."));
    assertThat(experiments.titles()).containsKey(slug);
    drawings.cancel(faces, by("Ada"), "");
    assertThat(keeping.delete(slug, by("Ada")))
        .isInstanceOf(ExperimentKeeping.Deletion.Deleted.class);
  }

  @Test
  void aNewExperimentGetsASlugFromItsTitleOrAReason() {
    assertThat(experiments.create("Prompt formats: léger", ExperimentKind.PROMPTS, by("Ada")))
        .isEqualTo(new Experiments.Creation.Created(new ExperimentSlug("prompt-formats-leger")));
    assertThat(
            experiments.create("Is it <b>really</b> *better*?", ExperimentKind.PROMPTS, by("Ada")))
        .isEqualTo(new Experiments.Creation.Created(new ExperimentSlug("is-it-really-better")));
    assertThat(experiments.titles().get(new ExperimentSlug("is-it-really-better")))
        .isEqualTo("Is it really better?");
    assertThat(experiments.create("Prompt formats, leger", ExperimentKind.PROMPTS, by("Ada")))
        .isInstanceOf(Experiments.Creation.Rejected.class);
    assertThat(experiments.create("???", ExperimentKind.PROMPTS, by("Ada")))
        .isInstanceOf(Experiments.Creation.Rejected.class);
    assertThat(NotebookFormat.read(notebook(new ExperimentSlug("prompt-formats-leger")).bytes()))
        .isInstanceOf(NotebookFormat.Reading.Valid.class);
  }
}
