package lab.harmony.review;

import java.util.Optional;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.review.marks.Worded;
import lab.harmony.runs.RunImage;
import org.jspecify.annotations.Nullable;

/// Which faces of an experiment a person wants to see.
///
/// @param cell archetype and emotion as [RunImage#prompt] writes a cell; empty for all cells
public record ReviewFilter(Show show, Optional<String> cell) {

  /// Which faces by what has been said about them.
  public enum Show implements Worded {
    ALL("All faces"),
    OPEN("Not scored yet"),
    SCORED("Scored"),
    DIFFERING("Scored otherwise than the machine");

    private final String label;

    Show(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  public static final ReviewFilter NONE = new ReviewFilter(Show.ALL, Optional.empty());

  /// @param show what is chosen; all faces where nothing is
  public static ReviewFilter of(Optional<Show> show, Optional<String> cell) {
    return new ReviewFilter(show.orElse(Show.ALL), cell);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /// Whether a face is shown, with what counts of what was said about it.
  ///
  /// The machine's verdict decides only about faces that are scored: before, it would sway.
  public boolean shows(RunImage image, @Nullable Score score) {
    return cell.filter(wanted -> !wanted.equals(image.prompt().cell())).isEmpty()
        && switch (show) {
          case ALL -> true;
          case OPEN -> score == null;
          case SCORED -> score != null;
          case DIFFERING -> score != null && differs(image, score.mark());
        };
  }

  /// Whether the machine judge answers a question otherwise, or, where only points are known, comes
  /// to others.
  private static boolean differs(RunImage image, Mark mark) {
    return MachineVerdict.of(image)
        .map(MachineVerdict::checklist)
        .filter(machine ->
            mark.checklist()
                .map(said -> !said.equals(machine))
                .orElse(machine.points() != mark.points()))
        .isPresent();
  }
}
