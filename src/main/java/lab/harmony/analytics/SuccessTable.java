package lab.harmony.analytics;

import java.util.List;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;

/// Success rates as a table of words, ready for a page, a report or a terminal.
///
/// @param caption what the groups are
public record SuccessTable(String caption, List<Line> lines) {

  /// The column headings, in the order of a line's fields.
  public static final List<String> HEADINGS =
      List.of("group", "success rate", "points", "possible", "n images", "95 % interval", "over");

  public SuccessTable {
    lines = List.copyOf(lines);
  }

  /// One group: `angry`, `8 %`, `3`, `36`, `12`, `3 to 22 %`, `12 faces`.
  public record Line(
      String group,
      String rate,
      String points,
      String possible,
      String images,
      String interval,
      String over) {

    public List<String> fields() {
      return List.of(group, rate, points, possible, images, interval, over);
    }
  }

  public static SuccessTable of(String caption, List<? extends GroupRate<?>> rates) {
    return new SuccessTable(caption, rates.stream().map(SuccessTable::line).toList());
  }

  private static Line line(GroupRate<?> rate) {
    var success = rate.success();
    return new Line(
        rate.label(),
        success.rate().map(Percents::whole).orElse("–"),
        Integer.toString(success.points()),
        Integer.toString(success.possible()),
        Integer.toString(success.images()),
        success.estimate().map(RateWords::bounds).orElse("–"),
        success.estimate().map(estimate -> estimate.basis().counted()).orElse("–"));
  }
}
