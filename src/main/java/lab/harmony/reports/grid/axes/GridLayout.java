package lab.harmony.reports.grid.axes;

import java.util.List;
import java.util.Optional;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.runs.RunId;

/// What decides a grid besides its pictures.
///
/// @param at the values of the bar's axes that are shown, in their order; the first of an axis that
///   it does not name
/// @param like the run whose settings are the measure of fairness; without it the largest run is
/// @param by whose rates order rows and columns, and whose verdicts are filtered
public record GridLayout(
    GridAxes axes, List<String> at, Optional<RunId> like, RatedBy by, GridFilter filter) {

  public GridLayout {
    at = List.copyOf(at);
  }

  public static GridLayout of(GridAxes axes) {
    return new GridLayout(axes, List.of(), Optional.empty(), RatedBy.BOTH, GridFilter.NONE);
  }

  public GridLayout like(Optional<RunId> run) {
    return new GridLayout(axes, at, run, by, filter);
  }

  public GridLayout filtered(GridFilter other) {
    return new GridLayout(axes, at, like, by, other);
  }

  public GridLayout at(List<String> values) {
    return new GridLayout(axes, values, like, by, filter);
  }
}
