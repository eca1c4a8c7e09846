package lab.harmony.reports.grid.axes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridFact.Asked;
import lab.harmony.reports.grid.facts.GridFact.Known;
import lab.harmony.review.marks.Worded;
import lab.harmony.runs.images.ImageAxis;

/// The layout of a grid: any number of axes, each in one role.
///
/// @param rows what runs down, the outermost first; at least one
/// @param columns what runs across; at least one, and those behind the first split each column
/// @param bar what is stepped through: one value of each is shown at a time
public record GridAxes(List<GridAxis> rows, List<GridAxis> columns, List<GridAxis> bar) {

  public static final GridAxes STANDARD =
      new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.of(ImageAxis.CFG));

  public GridAxes {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    bar = List.copyOf(bar);
    if (rows.isEmpty() || columns.isEmpty()) {
      throw new IllegalArgumentException("need an axis for the rows and one for the columns");
    }
    var facts =
        Stream.of(rows, columns, bar)
            .flatMap(List::stream)
            .map(axis -> axis.fact().text())
            .toList();
    if (facts.stream().distinct().count() < facts.size()) {
      throw new IllegalArgumentException("need different axes, got " + facts);
    }
  }

  /// One axis down, one across, and perhaps one that splits the columns.
  public GridAxes(ImageAxis rows, ImageAxis columns, Optional<ImageAxis> third) {
    this(
        List.of(GridAxis.of(rows)),
        Stream.concat(Stream.of(columns), third.stream()).map(GridAxis::of).toList(),
        List.of());
  }

  /// What an axis is for.
  public enum Role implements Worded {
    ROWS("Down"),
    COLUMNS("Across"),
    BAR("Stepped through");

    private final String label;

    Role(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  public List<GridAxis> in(Role role) {
    return switch (role) {
      case ROWS -> rows;
      case COLUMNS -> columns;
      case BAR -> bar;
    };
  }

  /// The axis whose values are the columns.
  public GridAxis column() {
    return columns.getFirst();
  }

  /// The axes that split each column, the outermost first.
  public List<GridAxis> nested() {
    return columns.subList(1, columns.size());
  }

  /// All of them, in the order in which a cell is named.
  public List<GridAxis> chosen() {
    return Stream.of(rows, columns, bar).flatMap(List::stream).toList();
  }

  /// What they ask for.
  public List<GridFact> facts() {
    return chosen().stream().map(GridAxis::fact).toList();
  }

  /// What the pictures of one cell may still differ in: all of the prompt matrix that is no axis,
  /// unless an axis says it already. Where adapters are an axis, models are told apart without
  /// them; a wording says its archetype and its emotion.
  public List<GridFact> inner() {
    var facts = facts();
    var adapters = facts.stream().anyMatch(GridAxes::tellsAdapters);
    return Arrays.stream(ImageAxis.values())
        .filter(axis -> !facts.contains(GridFact.of(axis)))
        .filter(axis ->
            !facts.contains(Known.WORDING)
                || axis != ImageAxis.ARCHETYPE && axis != ImageAxis.EMOTION)
        .<GridFact>map(axis -> adapters && axis == ImageAxis.MODEL ? Known.BASE : new Asked(axis))
        .filter(fact -> !facts.contains(fact))
        .toList();
  }

  public static boolean tellsAdapters(GridFact fact) {
    return fact == Known.ADAPTERS
        || fact instanceof GridFact.AdapterWeight
        || fact instanceof GridFact.Epoch;
  }

  /// The axis of a fact as it is here, or as usual where it is none yet.
  public GridAxis axisOf(GridFact fact) {
    return chosen().stream()
        .filter(axis -> axis.fact().equals(fact))
        .findFirst()
        .orElseGet(() -> GridAxis.of(fact));
  }

  /// The same layout with another axis at a place of a role; an axis that was in use elsewhere
  /// trades places. A place behind the last is a new one.
  public GridAxes with(Role role, int place, GridAxis axis) {
    var old =
        place < in(role).size() ? Optional.of(in(role).get(place)) : Optional.<GridAxis>empty();
    Function<Role, List<GridAxis>> traded =
        each -> {
          var axes = new ArrayList<GridAxis>();
          for (var other : in(each)) {
            if (other.fact().equals(axis.fact())) {
              old.ifPresent(axes::add);
            } else {
              axes.add(other);
            }
          }
          return axes;
        };
    var own =
        new ArrayList<>(
            in(role).stream()
                .map(other -> other.fact().equals(axis.fact()) ? old.orElse(other) : other)
                .toList());
    if (old.isPresent()) {
      own.set(place, axis);
    } else {
      own.removeIf(other -> other.fact().equals(axis.fact()));
      own.add(axis);
    }
    var made =
        Stream.of(Role.values()).map(each -> each == role ? own : traded.apply(each)).toList();
    return filled(made.get(0), made.get(1), made.get(2), axis.fact());
  }

  /// The same layout without an axis, unless it is the only one of its rows or columns.
  public GridAxes without(GridFact fact) {
    return filled(kept(rows, fact), kept(columns, fact), kept(bar, fact), fact);
  }

  private static List<GridAxis> kept(List<GridAxis> axes, GridFact fact) {
    return axes.stream().filter(axis -> !axis.fact().equals(fact)).toList();
  }

  /// Rows or columns that have lost their only axis get the next that is free, or the first of the
  /// bar.
  private static GridAxes filled(
      List<GridAxis> rows, List<GridAxis> columns, List<GridAxis> bar, GridFact taken) {
    if (!rows.isEmpty() && !columns.isEmpty()) {
      return new GridAxes(rows, columns, bar);
    }
    var used = Stream.of(rows, columns, bar).flatMap(List::stream).map(GridAxis::fact).toList();
    var free =
        Arrays.stream(ImageAxis.values())
            .map(GridAxis::of)
            .filter(axis -> !axis.fact().equals(taken) && !used.contains(axis.fact()))
            .findFirst();
    var found = free.isPresent() || bar.isEmpty() ? free : Optional.of(bar.getFirst());
    var left = free.isPresent() || bar.isEmpty() ? bar : bar.subList(1, bar.size());
    var one = found.map(List::of).orElseGet(() -> List.of(GridAxis.of(taken)));
    return rows.isEmpty() ? filled(one, columns, left, taken) : filled(rows, one, left, taken);
  }
}
