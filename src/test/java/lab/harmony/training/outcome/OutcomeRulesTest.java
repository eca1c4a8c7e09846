package lab.harmony.training.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf.StepLine;
import lab.harmony.training.records.TrainingShelf.Training;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OutcomeRulesTest {

  private static final Evaluation.Likeness USUAL = new Evaluation.Likeness(0.16, 0.18, 0.06, 0.04);

  private static Training training(
      TrainingLife.State state, String reason, IntToDoubleFunction loss, Evaluation... all) {
    var steps = new ArrayList<StepLine>();
    for (int i = 0; i < 200; i++) {
      steps.add(new StepLine(i + 1, loss.applyAsDouble(i), 1e-4, 0.1, 0.1, 0));
    }
    return new Training(
        new ModelName("x"),
        new TrainingLife(
            Optional.empty(),
            state,
            Instant.EPOCH,
            200,
            200,
            reason,
            Optional.empty(),
            Optional.empty()),
        new LinkedHashMap<>(),
        steps,
        List.of(all),
        Optional.empty());
  }

  private static Training finished(Evaluation... all) {
    return training(TrainingLife.State.FINISHED, "", i -> 0.1 - i * 1e-4, all);
  }

  private static Evaluation evaluation(int epoch, int points, Evaluation.Likeness likeness) {
    return new Evaluation(
        epoch,
        100L * epoch,
        epoch == 0 ? OptionalDouble.empty() : OptionalDouble.of(0.1),
        new Evaluation.Reached(points, 48),
        List.of(),
        Optional.of(likeness),
        List.of(),
        Optional.empty());
  }

  private static OutcomeLabel label(Training training) {
    return OutcomeRules.propose(training).orElseThrow().label();
  }

  @Test
  void nothingIsProposedBeforeTheEnd() {
    for (var state :
        List.of(
            TrainingLife.State.RUNNING,
            TrainingLife.State.STOPPED,
            TrainingLife.State.INTERRUPTED)) {
      assertThat(OutcomeRules.propose(training(state, "", _ -> 0.1))).isEmpty();
    }
  }

  @Test
  void aLossThatGrowsOrIsNoNumberDiverged() {
    assertThat(label(training(TrainingLife.State.FINISHED, "", i -> 0.1 + i * 0.001)))
        .isEqualTo(OutcomeLabel.DIVERGED);
    assertThat(
            label(
                training(
                    TrainingLife.State.FAILED,
                    "gave a loss of NaN, which are no numbers to go on with",
                    _ -> 0.1)))
        .isEqualTo(OutcomeLabel.DIVERGED);
    assertThat(
            OutcomeRules.propose(
                training(TrainingLife.State.FAILED, "a picture cannot be read", _ -> 0.1)))
        .isEmpty();
  }

  @Test
  void picturesThatAreAllAlikeCollapsed() {
    var proposal =
        OutcomeRules.propose(
                finished(
                    evaluation(0, 60, USUAL),
                    evaluation(2, 70, new Evaluation.Likeness(0.05, 0.18, 0.1, 0.04))))
            .orElseThrow();
    assertThat(proposal.label()).isEqualTo(OutcomeLabel.COLLAPSED);
    assertThat(proposal.reason()).contains("0.050").contains("0.180");
  }

  @Test
  void copiesOfWhatWasTrainedOnAreMemorised() {
    assertThat(
            label(
                finished(
                    evaluation(0, 60, USUAL),
                    evaluation(2, 140, new Evaluation.Likeness(0.16, 0.18, 0.01, 0.04)))))
        .isEqualTo(OutcomeLabel.MEMORISED);
  }

  @Test
  void whatIsAsBeforeOrStillRisesIsUnderTrained() {
    assertThat(label(finished(evaluation(0, 60, USUAL), evaluation(2, 63, USUAL))))
        .isEqualTo(OutcomeLabel.UNDER_TRAINED);
    assertThat(
            label(
                finished(
                    evaluation(0, 30, USUAL), evaluation(2, 70, USUAL), evaluation(4, 130, USUAL))))
        .isEqualTo(OutcomeLabel.UNDER_TRAINED);
  }

  @Test
  void whatStaysGoodConvergedAndWhatIsNotKnownIsStable() {
    assertThat(
            label(
                finished(
                    evaluation(0, 60, USUAL),
                    evaluation(2, 126, USUAL),
                    evaluation(4, 128, USUAL),
                    evaluation(6, 131, USUAL))))
        .isEqualTo(OutcomeLabel.CONVERGED);
    assertThat(
            label(
                finished(
                    evaluation(0, 60, USUAL),
                    evaluation(2, 128, USUAL),
                    evaluation(4, 131, USUAL))))
        .isEqualTo(OutcomeLabel.STABLE);
    assertThat(label(finished())).isEqualTo(OutcomeLabel.STABLE);
  }
}
