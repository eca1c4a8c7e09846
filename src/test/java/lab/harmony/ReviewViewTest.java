package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.review.Scores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class ReviewViewTest extends FullLab {

  @Autowired Scores scores;

  @Test
  void theListSaysOfEachExperimentHowFarItIs() {
    open("review");
    awaitShown(
        "Does another base model do better with the same prompts? base-models 0 of 48 faces"
            + " scored");
  }

  @Test
  void experimentsOfOneTitleAreToldApartByTheirNamesInEachList() {
    for (var list : List.of("review", "grids")) {
      open(list);
      awaitShown("Faces of doodle-base drawn", "Faces of doodle-base gone-away");
    }
    awaitShown("Faces of doodle-base (drawn)", "Faces of doodle-base (gone-away)");
  }

  @Test
  void aFaceThatTheClientScoresIsKeptInThePersonsNameAndCanBeTakenBack() {
    open("experiments/lora-v1/review");
    var face = scores.images("lora-v1").get(5).id();
    var review = elements("harmony-review").getFirst();
    tell(
        review,
        "face-scored",
        """
        {"id": "%s", "eyesMouth": true, "browsTension": false, "holistic": true, "intendedConflict": false, "note": "odd"}\
        """
            .formatted(face));
    assertThat(scores.current("lora-v1"))
        .singleElement()
        .satisfies(score -> {
          assertThat(score.scoredBy().name()).isEqualTo("Ada");
          assertThat(score.mark().points()).isEqualTo(2);
          assertThat(score.mark().note()).isEqualTo("odd");
        });
    open("experiments/lora-v1/scores?verdict=acceptable");
    awaitShown("0 perfect, 1 acceptable, 0 broken", "1 of 48");
    open("experiments/lora-v1/review");
    tell(elements("harmony-review").getFirst(), "face-undone", "{\"id\": \"%s\"}".formatted(face));
    assertThat(scores.current("lora-v1")).isEmpty();
  }

  @Test
  void aReviewIsNarrowedAndSaysWhenNothingFits() {
    open("experiments/drawn/review?show=open&cell=soft~happy");
    assertThat(elements("harmony-review")).hasSize(1);
    open("experiments/drawn/review?show=scored");
    awaitShown("No face fits");
  }

  @Test
  void theScoresTellWhoSaidWhatAndHowWellTheMachineAgrees() {
    open("experiments/drawn/scores");
    awaitShown(
        "0 perfect, 0 acceptable, 0 broken", "machine judge doodle-parts", "not been compared");
    open("experiments/drawn/scores?verdict=broken");
    awaitShown("No face fits");
  }

  @Test
  void anExperimentWithoutPicturesSaysWhatToDo() {
    open("experiments/to-run/review");
    awaitShown("No faces to review yet", "Open the notebook");
    open("experiments/to-run/scores");
    awaitShown("Nothing is scored yet", "Review");
  }
}
