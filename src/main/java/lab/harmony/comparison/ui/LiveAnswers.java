package lab.harmony.comparison.ui;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lab.harmony.comparison.ArmAnswers;
import lab.harmony.comparison.ArmAnswers.From;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.store.RunQueue;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Answers as open pages show them: found out once for all pages, and anew when one of their faces
/// was scored or drawn.
@Component
class LiveAnswers {

  /// Planning counts much; nobody decides by what came in the last seconds.
  private static final Duration PAUSE = Duration.ofSeconds(3);

  /// More than are looked at; an answer that is forgotten here is found out anew too often.
  private static final int KNOWN = 256;

  private final RunQueue runs;
  private final Lives<Question, Answered> answers;
  private final Map<Question, From> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Question, From> eldest) {
              return size() > KNOWN;
            }
          });

  /// @param told empty where the question cannot be answered
  /// @param problem why
  record Answered(Optional<Told> told, String problem) {}

  LiveAnswers(ArmAnswers answers, RunQueue runs) {
    this.runs = runs;
    this.answers = new Lives<>(PAUSE, question -> answered(answers, question));
  }

  private Answered answered(ArmAnswers answers, Question question) {
    try {
      var told = answers.answer(question);
      known.put(question, told.from());
      return new Answered(Optional.of(told), "");
    } catch (IllegalArgumentException e) {
      known.remove(question);
      return new Answered(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  @EventListener
  void changed(ScoresChanged event) {
    announce(question -> concerns(question, event));
  }

  @EventListener
  void changed(RunChanged event) {
    announce(question -> concerns(question, event));
  }

  private void announce(Predicate<Question> concerned) {
    answers.forEach((question, answer) -> {
      if (concerned.test(question)) {
        answer.changed();
      }
    });
  }

  /// Whether an answer may be another since scores were given; of one that is not known, it may.
  boolean concerns(Question question, ScoresChanged event) {
    var from = known.get(question);
    return from == null
        || from.experiments().contains(event.experiment())
        || names(question, event.experiment());
  }

  /// The same since a run has drawn or ended.
  boolean concerns(Question question, RunChanged event) {
    var from = known.get(question);
    return from == null
        || from.runs().contains(event.run())
        || names(question, event.run().value())
        || runs.find(event.run())
            .filter(run -> names(question, run.spec().experiment()))
            .isPresent();
  }

  private static boolean names(Question question, String source) {
    return Stream.concat(Stream.of(question.baseline()), question.others().stream())
        .anyMatch(arm -> arm.sources().contains(source));
  }

  Live<Answered> of(Question question) {
    return answers.of(question);
  }
}
