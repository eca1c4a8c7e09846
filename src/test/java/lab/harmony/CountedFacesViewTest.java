package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.NativeButton;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Every rate opens the faces that it counts.
@Tag("unit")
class CountedFacesViewTest extends FullLab {

  @Autowired Scores scores;
  @Autowired DataFolder data;

  @Test
  void aRateInTheListOfExperimentsOpensItsFacesWithWhoReadThemAndTheirRun() {
    open("?q=baseline");
    awaitShown("machine 42 % 24–61 %, n = 16 prompts");
    pressNumber("Show the faces behind Do eyes, mouth and brows tell the same emotion?, machine");
    awaitShown(
        "Success rate 42 % (60 of 144 points, n = 48 images, 95 % interval 24 to 61 % over 16 prompts).",
        "soft × neutral, CFG 5, seed 42, doodle-base",
        "read by doodle-parts",
        "run " + scores.images("baseline").getFirst().id().run());
  }

  @Test
  void aRateOfPeopleSaysWhoseScoresItIs() {
    var images = scores.images("lora-light").subList(4, 7);
    for (RunImage face : images) {
      scores.record(face, Mark.of(new Checklist(true, false, false), false, ""), by("Ada"));
    }
    scores.record(
        scores.images("lora-light").get(7),
        Mark.of(new Checklist(false, false, false), true, ""),
        by("Ada"));
    try {
      open("review?q=lora-light");
      awaitShown("33 %", "n = 2 prompts");
      pressNumber("scored by people");
      awaitShown("(3 of 9 points, n = 3 images,", "scored by Ada", "1 more means to mix emotions");
    } finally {
      scores.images("lora-light").subList(4, 8).forEach(face -> scores.undo(face, by("Ada")));
    }
  }

  @Test
  void aRateAtTheBorderOfAGridOpensTheFacesOfItsRow() {
    open("experiments/baseline/grid");
    awaitShown("48 pictures");
    var grid = elements("harmony-image-grid").getFirst();
    tell(grid, "grid-rate", "{\"row\": true, \"index\": 0, \"machine\": true}");
    awaitShown("Success rate", "of 36 points, n = 12 images", "over 4 prompts", "soft × angry");
    assertThat(shown()).doesNotContain("stoic × angry");
  }

  @Test
  void anEpochOpensAllFacesThatItsRateCounts() {
    DrawnTraining.write(data, "counted-lora", 16);
    open("trainings/counted-lora");
    awaitShown("Epochs by success rate");
    press("Show the 16 faces of epoch 2");
    awaitShown("n = 16 images", "over 16 faces", "melancholic × angry, CFG 7");
  }

  private void pressNumber(String name) {
    var button =
        find(NativeButton.class)
            .withCondition(one ->
                one.getElement().getAttribute("aria-label") != null
                    && one.getElement().getAttribute("aria-label").contains(name))
            .first();
    click(button);
  }
}
