package lab.harmony.reports.grid;

import java.util.Collection;
import java.util.stream.Stream;
import lab.harmony.review.SuccessRate;

/// What stands at the border of a grid for one row or column: how people scored it, and apart from
/// that, how the machine did.
public record Margin(SuccessRate human, SuccessRate machine) {

  /// Over all of these pictures.
  public static Margin over(Collection<GridPicture> pictures) {
    return new Margin(
        rate(pictures.stream().flatMap(picture -> picture.human().stream())),
        rate(pictures.stream().flatMap(picture -> picture.machine().stream())));
  }

  /// A face that means to mix emotions is no failure and does not count.
  private static SuccessRate rate(Stream<PictureVerdict> marks) {
    var counted = marks.filter(mark -> !mark.intendedConflict()).toList();
    return new SuccessRate(counted.stream().mapToInt(PictureVerdict::points).sum(), counted.size());
  }
}
