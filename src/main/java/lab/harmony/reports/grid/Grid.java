package lab.harmony.reports.grid;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ImageAxis;

/// Pictures laid out along axes, every cell addressable, only what may fairly be compared.
///
/// A cell holds one picture for each combination of the axes that were not chosen; a combination
/// that occurs anywhere in the grid and not in a cell is missing there, and said to be. The same
/// picture made twice (equal bytes, equal place) is shown once.
public final class Grid {

  private static final Comparator<GridPicture> BEST_KNOWN_FIRST =
      comparing((GridPicture picture) -> picture.human().isEmpty())
          .thenComparing(comparing(GridPicture::createdAt).reversed())
          .thenComparing(picture -> picture.id().toString());

  private final GridAxes axes;
  private final Map<ImageAxis, List<String>> values = new HashMap<>();
  private final Map<CellAddress, List<Inside>> pictures = new HashMap<>();
  private final Map<CellAddress, List<Refusal>> refusedIn = new HashMap<>();
  private final List<Refusal> refused;
  private final List<List<String>> innerCombinations;
  private final List<Lane> lanes;
  private final List<PlacedPicture> placed;
  private final int size;

  /// A picture of a cell, and where it stands on the axes that were not chosen.
  ///
  /// @param inner its values there
  /// @param rank of that place among all that are possible there
  private record Inside(GridPicture picture, List<String> inner, long rank) {

    static final Comparator<Inside> IN_ORDER =
        Comparator.comparingLong(Inside::rank)
            .thenComparing(inside -> inside.picture().createdAt())
            .thenComparing(inside -> inside.picture().id().toString());
  }

  private Grid(GridAxes axes, Collection<GridPicture> all, Optional<RunId> like) {
    this.axes = axes;
    var fairness = new Fairness(all, like);
    refused = List.copyOf(fairness.refused());
    for (var axis : ImageAxis.values()) {
      values.put(axis, valuesOf(axis, all));
    }
    var once = insides(eachOnce(fairness.fair()));
    size = once.size();
    for (var inside : once) {
      pictures.computeIfAbsent(addressOf(inside.picture()), _ -> new ArrayList<>()).add(inside);
    }
    innerCombinations =
        once.stream().sorted(Inside.IN_ORDER).map(Inside::inner).distinct().toList();
    for (var refusal : refused) {
      refusedIn.computeIfAbsent(addressOf(refusal.picture()), _ -> new ArrayList<>()).add(refusal);
    }
    pictures.values().forEach(cell -> cell.sort(Inside.IN_ORDER));
    lanes = lanesInOrder();
    placed = placedInOrder();
  }

  /// Lays pictures out.
  ///
  /// @param like the run whose settings are the measure of fairness; without it the largest run is
  public static Grid of(GridAxes axes, Collection<GridPicture> pictures, Optional<RunId> like) {
    return new Grid(axes, pictures, like);
  }

  public GridAxes axes() {
    return axes;
  }

  /// The values of an axis that occur, in their order; an axis that was not chosen too.
  public List<String> values(ImageAxis axis) {
    return Objects.requireNonNull(values.get(axis));
  }

  public List<String> rows() {
    return values(axes.rows());
  }

  public List<String> columns() {
    return values(axes.columns());
  }

  /// The axes that tell the pictures of this grid apart: those chosen, and those with several
  /// values.
  public List<ImageAxis> telling() {
    return Stream.of(ImageAxis.values())
        .filter(axis -> axes.chosen().contains(axis) || values(axis).size() > 1)
        .toList();
  }

  /// The values that split each column; empty in a grid of two axes.
  public List<String> thirds() {
    return axes.third().map(this::values).orElse(List.of());
  }

  /// How many pictures stand in the grid.
  public int size() {
    return size;
  }

  /// How many places have no picture.
  public int missing() {
    return addresses().mapToInt(address -> missingIn(address).size()).sum();
  }

  /// The pictures that stand in the grid, row by row.
  public List<GridPicture> fair() {
    return placed().stream().map(PlacedPicture::picture).toList();
  }

  /// Whether another grid has the same layout and the same pictures.
  public boolean showsTheSameAs(Grid other) {
    return axes.equals(other.axes) && cells().equals(other.cells());
  }

  private Map<CellAddress, List<GridPicture>> cells() {
    return all().collect(Collectors.groupingBy(this::addressOf));
  }

  /// All pictures that were left out, each with its reason.
  public List<Refusal> refused() {
    return refused;
  }

  /// Every address of the grid, row by row.
  public Stream<CellAddress> addresses() {
    return rows().stream()
        .flatMap(row ->
            columns().stream()
                .flatMap(column ->
                    axes.third().isEmpty()
                        ? Stream.of(new CellAddress(row, column, Optional.empty()))
                        : thirds().stream()
                            .map(third -> new CellAddress(row, column, Optional.of(third)))));
  }

  /// The cell at an address, or nothing if the grid has no such row or column.
  public Optional<GridCell> cell(CellAddress address) {
    var exists =
        rows().contains(address.row())
            && columns().contains(address.column())
            && address
                .third()
                .map(third -> thirds().contains(third))
                .orElse(axes.third().isEmpty());
    return exists
        ? Optional.of(
            new GridCell(
                address,
                in(address).map(Inside::picture).toList(),
                List.copyOf(refusedIn.getOrDefault(address, List.of())),
                missingIn(address)))
        : Optional.empty();
  }

  /// What every column is split into; one lane if a cell never holds more than one picture.
  public List<Lane> lanes() {
    return lanes;
  }

  private List<Lane> lanesInOrder() {
    var lanes = new ArrayList<Lane>();
    var copies = copies();
    for (var third :
        axes.third().isEmpty()
            ? List.of(Optional.<String>empty())
            : thirds().stream().map(Optional::of).toList()) {
      for (var combination : innerCombinations) {
        for (int copy = 1; copy <= copies.getOrDefault(combination, 1); copy++) {
          lanes.add(new Lane(third, combination, copy, label(third, combination, copy)));
        }
      }
    }
    return List.copyOf(lanes);
  }

  private String label(Optional<String> third, List<String> combination, int copy) {
    var words = new ArrayList<String>();
    third.ifPresent(value -> words.add(axes.third().orElseThrow().describe(value)));
    var inner = combination.iterator();
    for (var axis : axes.inner()) {
      var value = inner.next();
      if (values(axis).size() > 1) {
        words.add(axis.describe(value));
      }
    }
    if (copy > 1) {
      words.add("again, " + copy);
    }
    return String.join(", ", words);
  }

  /// The most pictures that any one place holds for each combination.
  private Map<List<String>, Integer> copies() {
    var copies = new HashMap<List<String>, Integer>();
    for (var cell : pictures.values()) {
      cell.stream()
          .collect(Collectors.groupingBy(Inside::inner, Collectors.summingInt(_ -> 1)))
          .forEach((combination, count) -> copies.merge(combination, count, Math::max));
    }
    return copies;
  }

  /// Every picture with its place, row by row.
  public List<PlacedPicture> placed() {
    return placed;
  }

  private List<PlacedPicture> placedInOrder() {
    record Slot(Optional<String> third, List<String> inner, int copy) {}
    var lanes = new HashMap<Slot, Integer>();
    this.lanes.forEach(
        lane -> lanes.put(new Slot(lane.third(), lane.inner(), lane.copy()), lanes.size()));
    var rows = ranks(axes.rows());
    var columns = ranks(axes.columns());
    var placed = new ArrayList<PlacedPicture>();
    for (var address : (Iterable<CellAddress>) addresses()::iterator) {
      var copies = new HashMap<List<String>, Integer>();
      for (var inside : pictures.getOrDefault(address, List.of())) {
        var copy = copies.merge(inside.inner(), 1, Integer::sum);
        placed.add(
            new PlacedPicture(
                Objects.requireNonNull(rows.get(address.row())),
                Objects.requireNonNull(columns.get(address.column())),
                Objects.requireNonNull(lanes.get(new Slot(address.third(), inside.inner(), copy))),
                inside.picture()));
      }
    }
    return List.copyOf(placed);
  }

  /// The success rate over all pictures with this value on a chosen axis.
  public Margin margin(ImageAxis axis, String value) {
    return marginOver(all().filter(picture -> picture.position().on(axis).equals(value)));
  }

  /// The success rate of one cell.
  public Margin margin(CellAddress address) {
    return marginOver(in(address).map(Inside::picture));
  }

  /// The success rates along one axis, in one pass, in the order of its values.
  public Map<String, Margin> margins(ImageAxis axis) {
    var byValue = new LinkedHashMap<String, List<GridPicture>>();
    values(axis).forEach(value -> byValue.put(value, new ArrayList<>()));
    all()
        .forEach(picture ->
            Objects.requireNonNull(byValue.get(picture.position().on(axis))).add(picture));
    var margins = new LinkedHashMap<String, Margin>();
    byValue.forEach((value, group) -> margins.put(value, marginOver(group.stream())));
    return margins;
  }

  /// The success rate over the whole grid.
  public Margin total() {
    return marginOver(all());
  }

  private Stream<GridPicture> all() {
    return placed.stream().map(PlacedPicture::picture);
  }

  private Stream<Inside> in(CellAddress address) {
    return pictures.getOrDefault(address, List.of()).stream();
  }

  private static Margin marginOver(Stream<GridPicture> some) {
    return Margin.over(some.toList());
  }

  private List<GridPosition> missingIn(CellAddress address) {
    var present = in(address).map(Inside::inner).collect(Collectors.toCollection(HashSet::new));
    return innerCombinations.stream()
        .filter(combination -> !present.contains(combination))
        .map(combination -> position(address, combination))
        .toList();
  }

  private GridPosition position(CellAddress address, List<String> combination) {
    var at = new HashMap<ImageAxis, String>();
    at.put(axes.rows(), address.row());
    at.put(axes.columns(), address.column());
    axes.third().ifPresent(axis -> at.put(axis, address.third().orElseThrow()));
    var inner = combination.iterator();
    axes.inner().forEach(axis -> at.put(axis, inner.next()));
    return GridPosition.of(axis -> Objects.requireNonNull(at.get(axis)));
  }

  private List<Inside> insides(Collection<GridPicture> some) {
    var inner = List.copyOf(axes.inner());
    var ranks = inner.stream().map(this::ranks).toList();
    var all = new ArrayList<Inside>(some.size());
    for (var picture : some) {
      var values = inner.stream().map(picture.position()::on).toList();
      var rank = 0L;
      for (var at = 0; at < values.size(); at++) {
        var along = ranks.get(at);
        rank = rank * along.size() + Objects.requireNonNull(along.get(values.get(at)));
      }
      all.add(new Inside(picture, values, rank));
    }
    return all;
  }

  private CellAddress addressOf(GridPicture picture) {
    var position = picture.position();
    return new CellAddress(
        position.on(axes.rows()), position.on(axes.columns()), axes.third().map(position::on));
  }

  private Map<String, Integer> ranks(ImageAxis axis) {
    var ranks = new HashMap<String, Integer>();
    values(axis).forEach(value -> ranks.put(value, ranks.size()));
    return ranks;
  }

  private static List<GridPicture> eachOnce(Collection<GridPicture> fair) {
    record Sameness(GridPosition position, String sha256) {}
    var best = new LinkedHashMap<Sameness, GridPicture>();
    for (var picture : fair) {
      best.merge(
          new Sameness(picture.position(), picture.sha256()),
          picture,
          BinaryOperator.minBy(BEST_KNOWN_FIRST));
    }
    return List.copyOf(best.values());
  }

  private static List<String> valuesOf(ImageAxis axis, Collection<GridPicture> all) {
    var distinct = all.stream().map(picture -> picture.position().on(axis)).distinct();
    return axis.order().map(distinct::sorted).orElse(distinct).toList();
  }
}
