package lab.harmony.reports.grid;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lab.harmony.review.RatedBy;
import lab.harmony.review.Verdict;
import lab.harmony.review.Worded;

/// Which pictures of a grid are shown. What is not shown counts in every rate all the same.
///
/// @param kept of the verdicts those that are asked for; of the other traits all that are asked for
public record GridFilter(Set<Trait> kept) {

  public static final GridFilter NONE = new GridFilter(Set.of());

  public GridFilter {
    kept = Set.copyOf(kept);
  }

  /// Something that a picture has or not.
  public enum Trait implements Worded {
    PERFECT("Perfect"),
    ACCEPTABLE("Acceptable"),
    BROKEN("Broken"),
    UNSCORED("Not scored"),
    DISAGREEMENT("People and machine disagree"),
    NOTED("With a note");

    private static final Set<Trait> VERDICTS = EnumSet.range(PERFECT, UNSCORED);

    private final String label;

    Trait(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  public boolean isNone() {
    return kept.isEmpty();
  }

  /// Whether a picture is shown.
  ///
  /// @param by whose verdicts count; of both, those of people where there are some
  boolean shows(GridPicture picture, RatedBy by) {
    var verdicts = kept.stream().filter(Trait.VERDICTS::contains).toList();
    return (verdicts.isEmpty() || verdicts.contains(verdict(picture, by)))
        && (!kept.contains(Trait.NOTED) || picture.noted())
        && (!kept.contains(Trait.DISAGREEMENT) || disagree(picture));
  }

  private static Trait verdict(GridPicture picture, RatedBy by) {
    var said =
        Optional.<PictureVerdict>empty()
            .or(() -> by.people() ? picture.human() : Optional.empty())
            .or(() -> by.machine() ? picture.machine() : Optional.empty());
    return said.map(mark ->
            switch (Verdict.of(mark.points())) {
              case PERFECT -> Trait.PERFECT;
              case ACCEPTABLE -> Trait.ACCEPTABLE;
              case BROKEN -> Trait.BROKEN;
            })
        .orElse(Trait.UNSCORED);
  }

  private static boolean disagree(GridPicture picture) {
    return picture.human().isPresent()
        && picture.machine().isPresent()
        && picture.human().get().points() != picture.machine().get().points();
  }
}
