package lab.harmony.comparison.ui;

import java.time.Duration;
import java.util.Optional;
import lab.harmony.comparison.ArmAnswers;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.RunChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Answers as open pages show them: found out once for all pages, and anew when faces were scored
/// or drawn.
@Component
class LiveAnswers {

  /// Planning counts much; nobody decides by what came in the last seconds.
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Lives<Question, Answered> answers;

  /// @param told empty where the question cannot be answered
  /// @param problem why
  record Answered(Optional<Told> told, String problem) {}

  LiveAnswers(ArmAnswers answers) {
    this.answers = new Lives<>(PAUSE, question -> answered(answers, question));
  }

  private static Answered answered(ArmAnswers answers, Question question) {
    try {
      return new Answered(Optional.of(answers.answer(question)), "");
    } catch (IllegalArgumentException e) {
      return new Answered(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  @EventListener
  void changed(ScoresChanged event) {
    answers.forEach((_, answer) -> answer.changed());
  }

  @EventListener
  void changed(RunChanged event) {
    answers.forEach((_, answer) -> answer.changed());
  }

  Live<Answered> of(Question question) {
    return answers.of(question);
  }
}
