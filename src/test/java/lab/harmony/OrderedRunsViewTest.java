package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ExperimentFaces;
import lab.harmony.runs.store.RunQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What was drawn for a comparison, an epoch or a pin is no face of the experiment in whose name it
/// was drawn, also where no notebook says which faces that has.
@Tag("unit")
class OrderedRunsViewTest extends ViewLab {

  private static final DrawnExperiment UNREADABLE =
      DrawnExperiment.of("unreadable", "doodle-base", 42);
  private static final DrawnExperiment TRAINED = DrawnExperiment.of("trained", "doodle-base", 42);

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var root = folder("harmony-ordered-runs");
    var workspace = root.resolve("workspace");
    BrowserParts.copy(Path.of("prompts"), workspace.resolve("prompts"));
    UNREADABLE.write(workspace);
    UNREADABLE.writeOrdered(workspace);
    Files.writeString(
        workspace.resolve("experiments/unreadable/notebook.ipynb"), "{ this is no notebook");
    TRAINED.writeOrdered(workspace);
    Files.writeString(
        workspace.resolve("experiments/trained/training.yaml"),
        "name: trained\nmodel: doodle-base\ndataset: faces\n");
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> root.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.chromium", () -> "/no/such/chromium");
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired ExperimentFaces faces;
  @Autowired RunQueue runs;
  @Autowired Scores scores;

  @Test
  void theyCountNowhereAndEachPageSaysWhichRunsDo() {
    assertThat(runs.of("unreadable")).hasSize(2);
    assertThat(faces.of("unreadable"))
        .hasSize(48)
        .allMatch(face -> face.id().run().equals(new RunId(UNREADABLE.run())));
    var counted =
        "of each cell it is the newest with pictures (r261120-200000-unreadable). Not counted is 1"
            + " run of no cell, ordered for comparisons, epochs or pins.";
    open("experiments/unreadable/grid");
    awaitShown("48 pictures", counted);
    var face = faces.of("unreadable").getFirst();
    scores.record(face, Mark.of(new Checklist(true, true, true), false, ""), by("Ada"));
    open("experiments/unreadable/scores");
    awaitShown(counted);
  }

  @Test
  void theExperimentOfATrainingWithoutANotebookStandsOnNoFace() {
    assertThat(runs.images(runs.of("trained").getFirst().id())).hasSize(48);
    assertThat(faces.of("trained")).isEmpty();
    assertThat(faces.of(List.of("trained"))).containsEntry("trained", List.of());
    assertThat(faces.experiments()).containsExactly("unreadable");
    assertThat(faces.withoutNotebook("trained").orElseThrow().sentence())
        .contains("there is none that a cell asked for", "1 run of no cell");
  }
}
