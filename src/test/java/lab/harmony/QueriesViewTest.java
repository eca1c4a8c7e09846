package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ExperimentFaces;
import lab.harmony.runs.store.RunQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// A screen asks the database for what it shows together: never once for each run or each picture.
@Tag("unit")
@DirtiesContext
@Import(CountedStatements.class)
class QueriesViewTest extends FullLab {

  /// Each of the lab's experiments has as many pictures.
  private static final int PICTURES = 48;

  /// Asked with each look of this test at the screen, however often it has to look until all is
  /// there.
  private static final String WHO_LOOKS = "from people p where id = ?";

  @Autowired CountedStatements statements;
  @Autowired RunQueue runs;
  @Autowired ExperimentFaces faces;

  @Test
  void theListsOfReviewsAndGridsReadTheFacesOfAllExperimentsTogether() {
    for (var list : List.of("review", "grids")) {
      statements.clear();
      open(list);
      awaitShown("48");
      assertThat(statements.about("run_images")).as(list).hasSizeLessThanOrEqualTo(1);
      assertThat(statements.about("runs")).as(list).hasSizeLessThan(faces.experiments().size());
    }
  }

  @Test
  void theListOfRunsAsksForItsLinesTogether() {
    statements.clear();
    open("runs");
    awaitShown("runs");
    assertThat(statements.about("run_images")).isEmpty();
    assertThat(statements.about("spec")).isEmpty();
  }

  @Test
  void aGridAndAReviewAskNothingForASinglePicture() {
    for (var screen : List.of("grid", "review", "scores")) {
      runs.images(List.of(new RunId(DRAWN.run())));
      statements.clear();
      open("experiments/drawn/" + screen);
      awaitShown("48");
      assertThat(statements.all())
          .as(screen)
          .filteredOn(statement -> !statement.contains(WHO_LOOKS))
          .hasSizeLessThan(PICTURES);
      assertThat(statements.about("run_images")).as(screen).isEmpty();
    }
  }
}
