package lab.harmony.comparison.ui;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.runs.Run;
import lab.harmony.runs.ui.BesideRun;
import org.springframework.stereotype.Service;

/// On the page of a run: whether its faces are really better than those of the run before.
@Service
final class RunAnswers implements BesideRun {

  private final LiveAnswers answers;

  RunAnswers(LiveAnswers answers) {
    this.answers = answers;
  }

  @Override
  public Component of(Run run, Run before) {
    var own = ArmAddress.of(run.id().value());
    var other = ArmAddress.of(before.id().value());
    return new AnswerLine(
        answers,
        new Question(other, List.of(own), Optional.empty()),
        new CompareAddress(List.of(own, other), Optional.of(other), Optional.empty(), 0));
  }
}
