package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.reports.grid.axes.AxisLines;
import lab.harmony.reports.grid.axes.CellAddress;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.ImageId;

/// Where every picture of a grid stands: which rows and columns there are, what splits the columns.
final class GridPlan {
  private static final Comparator<GridPicture> AS_MADE =
      Comparator.comparing(GridPicture::createdAt)
          .thenComparing(picture -> picture.id().toString());

  private final Grid grid;
  private final AxisLines down;
  private final AxisLines across;
  private final AxisLines splitting;
  private final AxisLines within;
  private final Shown rows;
  private final Shown columns;
  private final Shown nested;
  private final Shown combinations;
  private final List<GridLine> rowLines;
  private final List<GridLine> columnLines;
  private final Map<ImageId, Integer> numbers = new HashMap<>();
  private final List<Lane> lanes;
  private final List<PlacedPicture> placed;
  private final int[] rowStarts;
  private final int missing;

  GridPlan(Grid grid, List<GridPicture> shown) {
    this.grid = grid;
    var axes = grid.axes();
    down = grid.lines(facts(axes.rows()));
    across = grid.lines(List.of(axes.column().fact()));
    splitting = grid.lines(facts(axes.nested()));
    within = grid.lines(axes.inner());
    var filtered = !grid.layout().filter().isNone();
    var from = filtered ? shown : grid.known();
    rows = Shown.of(down, axes.rows(), from);
    columns = Shown.of(across, List.of(axes.column()), from);
    nested = Shown.of(splitting, axes.nested(), grid.known());
    combinations = Shown.of(within, List.of(), shown);
    rowLines = rows.values().stream().map(values -> line(axes.rows(), values)).toList();
    columnLines =
        columns.values().stream().map(values -> line(List.of(axes.column()), values)).toList();
    var places =
        grid.lines(
            Stream.of(facts(axes.rows()), facts(axes.columns()), axes.inner())
                .flatMap(List::stream)
                .toList());
    var copies = copies(places, shown);
    lanes = lanes(copies);
    placed = placed(places, shown);
    rowStarts = starts();
    missing = countMissing(filtered);
  }

  /// Those lines that are shown, numbered anew.
  ///
  /// @param values of each that is shown
  /// @param numbers of each line its number among those that are shown, or -1
  private record Shown(AxisLines lines, List<List<String>> values, int[] numbers) {

    /// Those that some pictures stand in and whose values the axes show.
    static Shown of(AxisLines lines, List<GridAxis> axes, Collection<GridPicture> pictures) {
      var met = new boolean[lines.size()];
      pictures.forEach(picture -> met[lines.of(picture)] = true);
      var values = new ArrayList<List<String>>();
      var numbers = new int[met.length];
      for (int line = 0; line < met.length; line++) {
        var own = lines.values().get(line);
        var shown =
            met[line]
                && IntStream.range(0, axes.size()).allMatch(at -> axes.get(at).shows(own.get(at)));
        numbers[line] = shown ? values.size() : -1;
        if (shown) {
          values.add(own);
        }
      }
      return new Shown(lines, values, numbers);
    }

    int size() {
      return values.size();
    }

    int of(GridPicture picture) {
      return numbers[lines.of(picture)];
    }
  }

  private static List<GridFact> facts(List<GridAxis> axes) {
    return axes.stream().map(GridAxis::fact).toList();
  }

  private static GridLine line(List<GridAxis> axes, List<String> values) {
    return new GridLine(values, label(facts(axes), values));
  }

  List<GridLine> rows() {
    return rowLines;
  }

  List<GridLine> columns() {
    return columnLines;
  }

  /// What splits each column; one empty line where nothing does.
  List<List<String>> nested() {
    return nested.values();
  }

  List<Lane> lanes() {
    return lanes;
  }

  List<PlacedPicture> placed() {
    return placed;
  }

  int missing() {
    return missing;
  }

  /// Whether some lane of some cell has no picture.
  boolean hasGaps() {
    return placed.size() < (long) rows.size() * columns.size() * lanes.size();
  }

  List<GridPicture> in(int row, int column) {
    return placed.subList(rowStarts[row], rowStarts[row + 1]).stream()
        .filter(one -> one.column() == column)
        .map(PlacedPicture::picture)
        .toList();
  }

  /// What stands in each lane of a cell.
  List<Optional<GridPicture>> inLanes(int row, int column) {
    var found =
        new ArrayList<Optional<GridPicture>>(Collections.nCopies(lanes.size(), Optional.empty()));
    placed.subList(rowStarts[row], rowStarts[row + 1]).stream()
        .filter(one -> one.column() == column)
        .forEach(one -> found.set(one.lane(), Optional.of(one.picture())));
    return found;
  }

  /// The numbers of the pictures.
  synchronized Map<ImageId, Integer> numbers() {
    if (numbers.isEmpty()) {
      placed.forEach(one -> numbers.put(one.picture().id(), numbers.size()));
    }
    return numbers;
  }

  private static String label(List<GridFact> facts, List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(at -> facts.get(at).describe(values.get(at)))
        .collect(Collectors.joining(", "));
  }

  /// The number of the row of a picture, shown or not, among all that there are.
  int rowOf(GridPicture picture) {
    return down.of(picture);
  }

  /// The number of its column.
  int columnOf(GridPicture picture) {
    return across.of(picture);
  }

  /// A row by its number among all that there are.
  GridLine row(int number) {
    return line(grid.axes().rows(), down.values().get(number));
  }

  GridLine column(int number) {
    return line(List.of(grid.axes().column()), across.values().get(number));
  }

  /// The most pictures that any one place holds, for each combination of what is no axis.
  private int[] copies(AxisLines places, List<GridPicture> shown) {
    var at = new int[places.size()];
    var most = new int[combinations.size()];
    for (var picture : shown) {
      int combination = combinations.of(picture);
      most[combination] = Math.max(most[combination], ++at[places.of(picture)]);
    }
    return most;
  }

  private List<Lane> lanes(int[] copies) {
    var made = new ArrayList<Lane>();
    for (var split : nested.values()) {
      for (int combination = 0; combination < copies.length; combination++) {
        var inner = combinations.values().get(combination);
        for (int copy = 1; copy <= copies[combination]; copy++) {
          made.add(new Lane(split, inner, copy, label(split, inner, copy)));
        }
      }
    }
    return List.copyOf(made);
  }

  private String label(List<String> split, List<String> combination, int copy) {
    var words = new ArrayList<String>();
    if (!split.isEmpty()) {
      words.add(label(facts(grid.axes().nested()), split));
    }
    var inner = grid.axes().inner();
    for (int at = 0; at < inner.size(); at++) {
      if (grid.axis(inner.get(at)).all().size() > 1) {
        words.add(inner.get(at).describe(combination.get(at)));
      }
    }
    if (copy > 1) {
      words.add("again, " + copy);
    }
    return String.join(", ", words);
  }

  private List<PlacedPicture> placed(AxisLines places, List<GridPicture> shown) {
    var sorted = sorted(places, shown);
    int ofSplit = nested.size() == 0 ? 0 : lanes.size() / nested.size();
    var starts = laneStarts();
    var found = new ArrayList<PlacedPicture>(sorted.length);
    int before = -1;
    int copy = 0;
    for (var picture : sorted) {
      int place = places.of(picture);
      copy = place == before ? copy + 1 : 0;
      before = place;
      int lane = nested.of(picture) * ofSplit + starts[combinations.of(picture)] + copy;
      found.add(new PlacedPicture(rows.of(picture), columns.of(picture), lane, picture));
    }
    return List.copyOf(found);
  }

  /// By their places; those of one place as they were made.
  private static GridPicture[] sorted(AxisLines places, List<GridPicture> shown) {
    var ends = new int[places.size() + 1];
    shown.forEach(picture -> ends[places.of(picture) + 1]++);
    Arrays.parallelPrefix(ends, Integer::sum);
    var next = ends.clone();
    var sorted = new GridPicture[shown.size()];
    shown.forEach(picture -> sorted[next[places.of(picture)]++] = picture);
    for (int place = 0; place < places.size(); place++) {
      if (ends[place + 1] - ends[place] > 1) {
        Arrays.sort(sorted, ends[place], ends[place + 1], AS_MADE);
      }
    }
    return sorted;
  }

  /// Within what splits a column, the lane of the first picture of each combination.
  private int[] laneStarts() {
    var starts = new int[combinations.size()];
    int combination = 0;
    for (int lane = 0; combination < starts.length; lane++) {
      if (lanes.get(lane).copy() == 1) {
        starts[combination++] = lane;
      }
    }
    return starts;
  }

  private int[] starts() {
    var starts = new int[rows.size() + 1];
    placed.forEach(one -> starts[one.row() + 1]++);
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] += starts[row];
    }
    return starts;
  }

  private int countMissing(boolean filtered) {
    if (filtered || !grid.axes().facts().stream().allMatch(GridFact::isMatrix)) {
      return 0;
    }
    long present = placed.stream().filter(one -> lanes.get(one.lane()).copy() == 1).count();
    return Math.toIntExact(
        (long) rows.size() * columns.size() * nested.size() * combinations.size() - present);
  }

  /// Some of the places without a picture, row by row.
  List<GridPlace> missingPlaces(int most) {
    var found = new ArrayList<GridPlace>();
    for (int row = 0; row < rows.size() && found.size() < Math.min(most, missing); row++) {
      for (int column = 0; column < columns.size() && found.size() < most; column++) {
        var cell = inLanes(row, column);
        for (int lane = 0; lane < cell.size() && found.size() < most; lane++) {
          if (cell.get(lane).isEmpty() && lanes.get(lane).copy() == 1) {
            found.add(
                place(
                    grid.address(
                        rows.values().get(row),
                        columns.values().get(column),
                        lanes.get(lane).nested()),
                    lanes.get(lane).inner()));
          }
        }
      }
    }
    return found;
  }

  List<GridPlace> missingIn(CellAddress address, List<GridPicture> inside) {
    if (missing == 0) {
      return List.of();
    }
    var there = inside.stream().map(combinations::of).collect(Collectors.toSet());
    return IntStream.range(0, combinations.size())
        .filter(combination -> !there.contains(combination))
        .mapToObj(combination -> place(address, combinations.values().get(combination)))
        .toList();
  }

  private GridPlace place(CellAddress address, List<String> combination) {
    var at = new LinkedHashMap<GridFact, String>();
    var facts = grid.axes().facts();
    for (int place = 0; place < facts.size(); place++) {
      at.put(facts.get(place), address.values().get(place));
    }
    for (int place = 0; place < combination.size(); place++) {
      at.put(grid.axes().inner().get(place), combination.get(place));
    }
    return new GridPlace(at);
  }

  List<Margin> rowMargins() {
    return margins(rows);
  }

  List<Margin> columnMargins() {
    return margins(columns);
  }

  /// Of all faces of each line, whatever is filtered.
  private List<Margin> margins(Shown lines) {
    var faces = new ArrayList<List<GridPicture>>();
    lines.values().forEach(_ -> faces.add(new ArrayList<>()));
    for (var picture : grid.standing()) {
      int line = lines.of(picture);
      if (line >= 0) {
        faces.get(line).add(picture);
      }
    }
    var copies = grid.counted().size() < grid.standing().size();
    return faces.stream().map(own -> Margin.over(copies ? Copies.eachOnce(own) : own)).toList();
  }

  List<GridPicture> rowFaces(int row) {
    return faces(rows, row);
  }

  List<GridPicture> columnFaces(int column) {
    return faces(columns, column);
  }

  private List<GridPicture> faces(Shown lines, int line) {
    return Copies.eachOnce(
        grid.standing().stream().filter(picture -> lines.of(picture) == line).toList());
  }
}
