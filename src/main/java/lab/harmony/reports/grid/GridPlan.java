package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.reports.grid.axes.AxisValues;
import lab.harmony.reports.grid.axes.CellAddress;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.ImageId;

/// Where every picture of a grid stands: which rows and columns there are, what splits the columns.
final class GridPlan {
  private final Grid grid;
  private final List<AxisValues> down;
  private final AxisValues across;
  private final List<AxisValues> splitting;
  private final List<AxisValues> within;
  private final List<GridLine> rows;
  private final List<GridLine> columns;
  private final Map<List<String>, Integer> rowRanks;
  private final Map<List<String>, Integer> columnRanks;
  private final Map<ImageId, Integer> numbers = new HashMap<>();
  private final List<List<String>> nested;
  private final Map<List<String>, Integer> splitRanks;
  private final Map<List<String>, Integer> innerRanks;
  private final List<List<String>> combinations;
  private final List<Lane> lanes;
  private final List<PlacedPicture> placed;
  private final int[] rowStarts;
  private final Set<Place> present;
  private final int missing;

  /// A picture with the ranks of its values.
  private record Ranked(
      GridPicture picture, int row, int column, int split, List<String> inner, int innerRank) {

    static final Comparator<Ranked> IN_ORDER =
        Comparator.comparingInt(Ranked::row)
            .thenComparingInt(Ranked::column)
            .thenComparingInt(Ranked::split)
            .thenComparingInt(Ranked::innerRank)
            .thenComparing(ranked -> ranked.picture().createdAt())
            .thenComparing(ranked -> ranked.picture().id().toString());
  }

  /// A place within a cell, but for the copies there.
  private record Place(int row, int column, int split, int inner) {}

  GridPlan(Grid grid, List<GridPicture> shown) {
    this.grid = grid;
    var axes = grid.axes();
    down = values(axes.rows());
    across = grid.axis(axes.column().fact());
    splitting = values(axes.nested());
    within = axes.inner().stream().map(fact -> grid.axis(fact)).toList();
    var filtered = !grid.layout().filter().isNone();
    rows = rows(filtered ? shown : grid.known());
    columns = columns(filtered ? shown : grid.known());
    nested = nestedLines();
    rowRanks = ranks(rows);
    columnRanks = ranks(columns);
    splitRanks = numbered(nested);
    combinations =
        shown.stream()
            .map(picture -> of(within, picture))
            .distinct()
            .sorted(inOrder(within))
            .toList();
    innerRanks = numbered(combinations);
    var ranked = shown.stream().map(this::ranked).sorted(Ranked.IN_ORDER).toList();
    lanes = lanes(copies(ranked));
    placed = placed(ranked);
    rowStarts = starts();
    present = ranked.stream().map(GridPlan::place).collect(Collectors.toSet());
    missing = countMissing(filtered);
  }

  private List<AxisValues> values(List<GridAxis> axes) {
    return axes.stream().map(axis -> grid.axis(axis.fact())).toList();
  }

  List<GridLine> rows() {
    return rows;
  }

  List<GridLine> columns() {
    return columns;
  }

  /// What splits each column; one empty line where nothing does.
  List<List<String>> nested() {
    return nested;
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
    return placed.size() < rows.size() * columns.size() * lanes.size();
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

  private List<GridLine> rows(Iterable<GridPicture> from) {
    var axes = grid.axes().rows();
    var found = new HashSet<List<String>>();
    for (var picture : from) {
      var values = of(down, picture);
      if (IntStream.range(0, values.size()).allMatch(at -> axes.get(at).shows(values.get(at)))) {
        found.add(values);
      }
    }
    return sorted(found, down).stream()
        .map(values -> new GridLine(values, label(down, values)))
        .toList();
  }

  private List<GridLine> columns(Iterable<GridPicture> from) {
    var found = new HashSet<List<String>>();
    for (var picture : from) {
      var value = across.of(picture);
      if (grid.axes().column().shows(value)) {
        found.add(List.of(value));
      }
    }
    return sorted(found, List.of(across)).stream()
        .map(values -> new GridLine(values, across.fact().describe(values.getFirst())))
        .toList();
  }

  private List<List<String>> nestedLines() {
    var axes = grid.axes().nested();
    if (axes.isEmpty()) {
      return List.of(List.of());
    }
    var found = new HashSet<List<String>>();
    for (var picture : grid.known()) {
      var values = of(splitting, picture);
      if (IntStream.range(0, values.size()).allMatch(at -> axes.get(at).shows(values.get(at)))) {
        found.add(values);
      }
    }
    return sorted(found, splitting);
  }

  private static List<List<String>> sorted(Set<List<String>> found, List<AxisValues> axes) {
    return found.stream().sorted(inOrder(axes)).toList();
  }

  /// By the first axis, then by the second, and so on.
  private static Comparator<List<String>> inOrder(List<AxisValues> axes) {
    return (one, other) -> {
      for (int at = 0; at < axes.size(); at++) {
        int rank = axes.get(at).rank(one.get(at)) - axes.get(at).rank(other.get(at));
        if (rank != 0) {
          return rank;
        }
      }
      return 0;
    };
  }

  private static List<String> of(List<AxisValues> axes, GridPicture picture) {
    return axes.size() == 1
        ? List.of(axes.getFirst().of(picture))
        : axes.stream().map(axis -> axis.of(picture)).toList();
  }

  private static String label(List<AxisValues> axes, List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(at -> axes.get(at).fact().describe(values.get(at)))
        .collect(Collectors.joining(", "));
  }

  private static Map<List<String>, Integer> ranks(List<GridLine> lines) {
    return numbered(lines.stream().map(GridLine::values).toList());
  }

  private static Map<List<String>, Integer> numbered(List<List<String>> lines) {
    var numbers = new HashMap<List<String>, Integer>();
    lines.forEach(line -> numbers.put(line, numbers.size()));
    return numbers;
  }

  private Ranked ranked(GridPicture picture) {
    var inner = of(within, picture);
    return new Ranked(
        picture,
        Objects.requireNonNull(rowRanks.get(of(down, picture))),
        Objects.requireNonNull(columnRanks.get(List.of(across.of(picture)))),
        Objects.requireNonNull(splitRanks.get(of(splitting, picture))),
        inner,
        Objects.requireNonNull(innerRanks.get(inner)));
  }

  /// The row of a picture, shown or not.
  GridLine rowOf(GridPicture picture) {
    var values = of(down, picture);
    return new GridLine(values, label(down, values));
  }

  /// The column of a picture, shown or not.
  GridLine columnOf(GridPicture picture) {
    var value = across.of(picture);
    return new GridLine(List.of(value), across.fact().describe(value));
  }

  /// The most pictures that any one place holds for each combination of what is no axis.
  private static Map<List<String>, Integer> copies(List<Ranked> ranked) {
    var at = new HashMap<Place, Integer>();
    var most = new HashMap<List<String>, Integer>();
    for (var one : ranked) {
      var count = at.merge(place(one), 1, Integer::sum);
      most.merge(one.inner(), count, Math::max);
    }
    return most;
  }

  private static Place place(Ranked one) {
    return new Place(one.row(), one.column(), one.split(), one.innerRank());
  }

  private List<Lane> lanes(Map<List<String>, Integer> copies) {
    var made = new ArrayList<Lane>();
    for (var split : nested) {
      for (var combination : combinations) {
        for (int copy = 1; copy <= copies.getOrDefault(combination, 1); copy++) {
          made.add(new Lane(split, combination, copy, label(split, combination, copy)));
        }
      }
    }
    return List.copyOf(made);
  }

  private String label(List<String> split, List<String> combination, int copy) {
    var words = new ArrayList<String>();
    if (!split.isEmpty()) {
      words.add(label(splitting, split));
    }
    for (int at = 0; at < within.size(); at++) {
      if (within.get(at).all().size() > 1) {
        words.add(within.get(at).fact().describe(combination.get(at)));
      }
    }
    if (copy > 1) {
      words.add("again, " + copy);
    }
    return String.join(", ", words);
  }

  private List<PlacedPicture> placed(List<Ranked> ranked) {
    record Slot(int split, int inner, int copy) {}
    var slots = new HashMap<Slot, Integer>();
    for (var lane : lanes) {
      slots.put(
          new Slot(
              Objects.requireNonNull(splitRanks.get(lane.nested())),
              Objects.requireNonNull(innerRanks.get(lane.inner())),
              lane.copy()),
          slots.size());
    }
    var at = new HashMap<Place, Integer>();
    var found = new ArrayList<PlacedPicture>(ranked.size());
    for (var one : ranked) {
      var copy = at.merge(place(one), 1, Integer::sum);
      var lane = slots.get(new Slot(one.split(), one.innerRank(), copy));
      found.add(
          new PlacedPicture(one.row(), one.column(), Objects.requireNonNull(lane), one.picture()));
    }
    return List.copyOf(found);
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
    return filtered || !grid.axes().facts().stream().allMatch(GridFact::isMatrix)
        ? 0
        : rows.size() * columns.size() * nested.size() * combinations.size() - present.size();
  }

  /// Some of the places without a picture, row by row.
  List<GridPlace> missingPlaces(int most) {
    var found = new ArrayList<GridPlace>();
    for (int row = 0; row < rows.size() && found.size() < Math.min(most, missing); row++) {
      for (int column = 0; column < columns.size(); column++) {
        for (int split = 0; split < nested.size(); split++) {
          for (int inner = 0; inner < combinations.size(); inner++) {
            if (found.size() < most && !present.contains(new Place(row, column, split, inner))) {
              found.add(
                  place(
                      grid.address(
                          rows.get(row).values(), columns.get(column).values(), nested.get(split)),
                      combinations.get(inner)));
            }
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
    var there = inside.stream().map(picture -> of(within, picture)).collect(Collectors.toSet());
    return combinations.stream()
        .filter(combination -> !there.contains(combination))
        .map(combination -> place(address, combination))
        .toList();
  }

  private GridPlace place(CellAddress address, List<String> combination) {
    var at = new LinkedHashMap<GridFact, String>();
    var facts = grid.axes().facts();
    for (int place = 0; place < facts.size(); place++) {
      at.put(facts.get(place), address.values().get(place));
    }
    for (int place = 0; place < combination.size(); place++) {
      at.put(within.get(place).fact(), combination.get(place));
    }
    return new GridPlace(at);
  }

  List<Margin> rowMargins() {
    if (down.size() == 1) {
      var margins = grid.margins(down.getFirst().fact());
      return rows.stream()
          .map(row -> Objects.requireNonNull(margins.get(row.values().getFirst())))
          .toList();
    }
    var faces =
        grid.standing().stream().collect(Collectors.groupingBy(picture -> of(down, picture)));
    return rows.stream()
        .map(row -> Margin.over(Grid.eachOnce(faces.getOrDefault(row.values(), List.of()))))
        .toList();
  }

  List<GridPicture> rowFaces(int row) {
    var wanted = rows.get(row).values();
    return Grid.eachOnce(
        grid.standing().stream().filter(picture -> of(down, picture).equals(wanted)).toList());
  }
}
