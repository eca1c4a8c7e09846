package lab.harmony.reports.grid.axes;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.review.FacePoints;
import lab.harmony.review.SuccessRate;

/// What stands at the border of a grid for one row or column: how people scored it, and apart from
/// that, how the machine did.
public record Margin(SuccessRate human, SuccessRate machine) {

  /// Over all of these pictures.
  public static Margin over(Collection<GridPicture> pictures) {
    return new Margin(rate(pictures, GridPicture::human), rate(pictures, GridPicture::machine));
  }

  /// A face that means to mix emotions is no failure and does not count.
  private static SuccessRate rate(
      Collection<GridPicture> pictures, Function<GridPicture, Optional<PictureVerdict>> judge) {
    return SuccessRate.of(
        pictures.stream()
            .flatMap(picture ->
                judge
                    .apply(picture)
                    .filter(mark -> !mark.intendedConflict())
                    .map(mark -> new FacePoints(picture.position().prompt(), mark.points()))
                    .stream())
            .toList());
  }
}
