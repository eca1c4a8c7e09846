package lab.harmony.comparison.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.harmony.DrawnExperiment;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class LiveAnswersTest {

  private static final DrawnExperiment OLD = DrawnExperiment.of("old", "doodle-base", 42);
  private static final DrawnExperiment NEW = DrawnExperiment.of("new", "doodle-anime", 42);
  private static final DrawnExperiment OTHER = DrawnExperiment.of("other", "doodle-base", 42);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    DrawnExperiment.copyPrompts(folder);
    List.of(OLD, NEW, OTHER).forEach(one -> one.write(folder));
    registry.add("harmony.workspace", folder::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("spring.datasource.url", () -> "jdbc:h2:mem:live-answers");
  }

  @Autowired LiveAnswers answers;

  private static RunChanged drawn(DrawnExperiment experiment) {
    return new RunChanged(RunId.parse(experiment.run()).orElseThrow());
  }

  @Test
  void anAnswerIsFoundOutAnewOnlyWhenItsOwnFacesAreScoredOrDrawn() {
    var question =
        new Question(ArmAddress.of("old"), List.of(ArmAddress.of(NEW.run())), Optional.empty());
    assertThat(answers.concerns(question, drawn(OTHER))).as("not known yet").isTrue();
    var following =
        answers.of(question).follow(now -> assertThat(now.told()).as(now.problem()).isPresent());
    try {
      assertThat(answers.concerns(question, drawn(OTHER))).isFalse();
      assertThat(answers.concerns(question, new ScoresChanged("other"))).isFalse();
      assertThat(answers.concerns(question, drawn(OLD))).isTrue();
      assertThat(answers.concerns(question, drawn(NEW))).isTrue();
      assertThat(answers.concerns(question, new ScoresChanged("old"))).isTrue();
      assertThat(answers.concerns(question, new ScoresChanged("new")))
          .as("the run's faces are scored there")
          .isTrue();
    } finally {
      following.end();
    }
  }
}
