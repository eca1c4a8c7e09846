package lab.harmony.reports.grid.axes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.review.marks.Worded;
import lab.harmony.runs.images.ImageAxis;

/// One axis of a grid: which fact, in which order, which values.
///
/// Written as `emotion`, `emotion!worst`, `emotion=happy|sad`, `phrase.soft smile!best=with`; what
/// has a meaning there stands as `%25`, `%21`, `%3D`, `%7C` within names and values.
///
/// @param only the values that are shown; empty for all. What is not shown counts in the rates of
///   other axes all the same
public record GridAxis(GridFact fact, AxisOrder order, List<String> only) {

  public GridAxis {
    only = List.copyOf(only);
  }

  public static GridAxis of(GridFact fact) {
    return new GridAxis(fact, AxisOrder.USUAL, List.of());
  }

  public static GridAxis of(ImageAxis axis) {
    return of(GridFact.of(axis));
  }

  public GridAxis in(AxisOrder other) {
    return new GridAxis(fact, other, only);
  }

  public GridAxis only(List<String> values) {
    return new GridAxis(fact, order, values);
  }

  public boolean shows(String value) {
    return only.isEmpty() || only.contains(value);
  }

  /// The axis that is written so.
  ///
  /// @throws IllegalArgumentException in words, if there is none
  public static GridAxis parse(String text) {
    int equals = text.indexOf('=');
    var only =
        equals < 0
            ? List.<String>of()
            : Arrays.stream(text.substring(equals + 1).split("\\|", -1))
                .map(GridAxis::decoded)
                .toList();
    var head = equals < 0 ? text : text.substring(0, equals);
    int mark = head.indexOf('!');
    var order =
        mark < 0
            ? AxisOrder.USUAL
            : Worded.named(AxisOrder.values(), head.substring(mark + 1))
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "There is no order \"%s\" of an axis; it can be best or worst."
                            .formatted(head.substring(mark + 1))));
    return new GridAxis(
        GridFact.parse(decoded(mark < 0 ? head : head.substring(0, mark))), order, only);
  }

  @Override
  public String toString() {
    return encoded(fact.text())
        + (order == AxisOrder.USUAL ? "" : "!" + order.word())
        + (only.isEmpty()
            ? ""
            : "=" + only.stream().map(GridAxis::encoded).collect(Collectors.joining("|")));
  }

  private static String encoded(String text) {
    return text.replace("%", "%25").replace("!", "%21").replace("=", "%3D").replace("|", "%7C");
  }

  private static String decoded(String text) {
    return text.replace("%7C", "|").replace("%3D", "=").replace("%21", "!").replace("%25", "%");
  }
}
