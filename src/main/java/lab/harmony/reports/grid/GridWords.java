package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.review.SuccessRate;

/// What is said beside a grid: its axes, what stands in a cell, what is missing, what the whole
/// says.
public final class GridWords {

  private static final int NAMED_LANES = 12;

  private GridWords() {}

  /// `48 pictures: archetype down, emotion across, at sampler DDIM.`
  public static String axes(Grid grid) {
    return "%d %s: %s down, %s across%s.%s"
        .formatted(
            grid.size(),
            grid.size() == 1 ? "picture" : "pictures",
            names(grid.axes().rows()),
            name(grid.axes().column().fact()),
            grid.bar().isEmpty() ? "" : ", at " + bar(grid),
            grid.filtered() == 0
                ? ""
                : " %d more are filtered out; they count in all rates.".formatted(grid.filtered()));
  }

  /// The step of the bar that is shown: `DDIM, steps 20`.
  public static String bar(Grid grid) {
    return grid.bar().stream()
        .map(step -> step.axis().fact().describe(step.value()))
        .collect(Collectors.joining(", "));
  }

  private static String names(List<GridAxis> axes) {
    return axes.stream().map(axis -> name(axis.fact())).collect(Collectors.joining(" and "));
  }

  /// What the pictures of one cell differ in; empty if each cell has one.
  public static String inside(Grid grid) {
    var lanes = grid.lanes();
    if (lanes.size() <= 1) {
      return "";
    }
    return lanes.size() <= NAMED_LANES
        ? (grid.hasGaps()
                ? "In each cell, those that are there of: "
                : "In each cell, in this order: ")
            + lanes.stream().map(Lane::label).collect(Collectors.joining("; "))
            + "."
        : "In each cell: "
            + grid.axes().inner().stream().map(GridWords::name).collect(Collectors.joining(", "))
            + ".";
  }

  /// Whether the lanes of a cell are few enough to be named one by one.
  static boolean namesLanes(Grid grid) {
    return grid.lanes().size() > 1 && grid.lanes().size() <= NAMED_LANES;
  }

  /// The same as [#inside(Grid)] for a sheet, whose empty lanes stay empty.
  static String lanes(Grid grid) {
    return namesLanes(grid)
        ? "In each cell, in this order, empty where there is no picture: %s."
            .formatted(grid.lanes().stream().map(Lane::label).collect(Collectors.joining("; ")))
        : inside(grid);
  }

  /// What a reader must know: where row and column do not say all, what is missing, what was left
  /// out as not comparable.
  public static List<String> notes(Grid grid) {
    var notes = new ArrayList<String>();
    if (grid.interactions().likely()) {
      notes.add("◆ " + grid.interactions().sentence());
    }
    var missing = grid.missing();
    if (missing > 0) {
      notes.add(
          "%d %s no picture, so rows and columns are not fully balanced."
              .formatted(missing, missing == 1 ? "place has" : "places have"));
    }
    grid.refused().stream()
        .collect(Collectors.groupingBy(Refusal::reason, Collectors.counting()))
        .forEach((reason, count) ->
            notes.add(
                "%d %s left out, not comparable: %s."
                    .formatted(count, count == 1 ? "picture was" : "pictures were", reason)));
    return List.copyOf(notes);
  }

  /// What the whole says, with n and interval, people and machine apart.
  ///
  /// @param agreement of the machine judge with people, in words that go on after its name
  public static String total(Grid grid, String agreement) {
    var total = grid.total();
    var words = new StringBuilder();
    if (total.human().images() > 0) {
      words.append("People ").append(total.human().sentence());
    } else {
      words.append("No person has scored any of them");
    }
    if (total.machine().images() > 0) {
      words
          .append(". Machine ○ ")
          .append(total.machine().sentence())
          .append("; the judge ")
          .append(agreement);
    }
    return words.append('.').toString();
  }

  /// The name of a row or a column with its rates: `soft ● 61 % (n 12) ○ 40 % (n 12)`.
  static String head(GridLine line, Margin margin) {
    var words = new StringBuilder(line.label());
    margin
        .human()
        .rate()
        .ifPresent(rate -> words.append(" ● ").append(brief(rate, margin.human().images())));
    margin
        .machine()
        .rate()
        .ifPresent(rate -> words.append(" ○ ").append(brief(rate, margin.machine().images())));
    return words.toString();
  }

  /// The rates of the rows or of the columns with their 95 % intervals: `Rows, 95 % intervals: soft
  /// ○ 57 to 91 % over 12 faces; …`; empty where nothing was scored.
  static String intervals(String what, List<GridLine> lines, List<Margin> margins) {
    var words =
        IntStream.range(0, lines.size())
            .mapToObj(at -> interval(lines.get(at).label(), margins.get(at)))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return words.isEmpty() ? "" : "%s, 95 %% intervals: %s.".formatted(what, words);
  }

  private static String interval(String name, Margin margin) {
    var said = new ArrayList<String>();
    interval(margin.human()).ifPresent(it -> said.add("● " + it));
    interval(margin.machine()).ifPresent(it -> said.add("○ " + it));
    return said.isEmpty() ? "" : name + " " + String.join(" ", said);
  }

  private static Optional<String> interval(SuccessRate rate) {
    return rate.estimate().map(RateWords::interval);
  }

  private static String brief(double rate, int images) {
    return "%s (n %d)".formatted(Percents.whole(rate), images);
  }

  private static String name(GridFact fact) {
    var label = fact.label();
    return label.length() > 1 && Character.isUpperCase(label.charAt(1))
        ? label
        : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }
}
