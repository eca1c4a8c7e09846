package lab.harmony.reports.grid.axes;

import java.util.List;

/// One axis of the bar with the value that is shown.
///
/// @param values all that occur and are not left out, in their order
/// @param at which of them is shown, from 0
public record BarStep(GridAxis axis, List<String> values, int at) {

  public BarStep {
    values = List.copyOf(values);
  }

  public String value() {
    return values.get(at);
  }
}
