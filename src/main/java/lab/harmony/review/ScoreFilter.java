package lab.harmony.review;

import java.util.Optional;
import java.util.function.Predicate;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.review.marks.Verdict;
import lab.harmony.review.marks.Worded;
import lab.harmony.runs.RunImage;
import org.jspecify.annotations.Nullable;

/// Which faces to show by what was said about them, and by whom.
///
/// What the machine says decides only about faces that a person has scored: before, it would sway.
///
/// @param outcome what was said; empty for anything
/// @param by the id of the person, or the name of the machine judge, that is asked; empty for the
///   people
/// @param words whether a text is looked for
public record ScoreFilter(
    ReviewFilter faces, Optional<Outcome> outcome, Optional<String> by, Predicate<String> words) {

  /// What was said about a face.
  public enum Outcome implements Worded {
    PERFECT("Perfect"),
    ACCEPTABLE("Acceptable"),
    BROKEN("Broken"),
    CONFLICT("Intended conflict");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }

    static Outcome of(Mark mark) {
      return mark.intendedConflict() ? CONFLICT : of(mark.verdict());
    }

    static Outcome of(Verdict verdict) {
      return switch (verdict) {
        case PERFECT -> PERFECT;
        case ACCEPTABLE -> ACCEPTABLE;
        case BROKEN -> BROKEN;
      };
    }
  }

  /// Whether a face is shown, with what counts of what was said about it.
  public boolean shows(RunImage image, @Nullable Score score) {
    return faces.shows(image, score) && said(image, score) && words.test(text(image, score));
  }

  /// Whether a face of which there is no picture is shown.
  public boolean shows(Score elsewhere) {
    var face = elsewhere.face();
    return switch (faces.show()) {
          case ALL, SCORED -> true;
          case OPEN, DIFFERING -> false;
        }
        && faces.cell().map(face.cell()::equals).orElse(true)
        && by.map(elsewhere.scoredBy().id().value()::equals).orElse(true)
        && outcome.map(Outcome.of(elsewhere.mark())::equals).orElse(true)
        && words.test("%s %s %s".formatted(face.fileName(), face.cell(), said(elsewhere)));
  }

  private boolean said(RunImage image, @Nullable Score score) {
    if (by.isEmpty() && outcome.isEmpty()) {
      return true;
    }
    if (score == null) {
      return false;
    }
    var machine =
        MachineVerdict.of(image).filter(verdict -> by.filter(verdict.judge()::equals).isPresent());
    if (machine.isPresent()) {
      return outcome.map(Outcome.of(machine.get().verdict())::equals).orElse(true);
    }
    return by.map(score.scoredBy().id().value()::equals).orElse(true)
        && outcome.map(Outcome.of(score.mark())::equals).orElse(true);
  }

  private static String text(RunImage image, @Nullable Score score) {
    var prompt = image.prompt();
    return "%s %s CFG %s seed %d %s %s %s"
        .formatted(
            image.fileName(),
            prompt.cell(),
            prompt.cfgScale(),
            prompt.seed(),
            image.model(),
            prompt.prompt(),
            score == null ? "" : said(score));
  }

  private static String said(Score score) {
    return score.scoredBy() + " " + score.mark().note();
  }
}
