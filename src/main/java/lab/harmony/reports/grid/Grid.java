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
  private final Map<CellAddress, List<GridPicture>> pictures = new HashMap<>();
  private final Map<CellAddress, List<Refusal>> refusedIn = new HashMap<>();
  private final List<Refusal> refused;
  private final List<List<String>> innerCombinations;
  private final int size;

  private Grid(GridAxes axes, Collection<GridPicture> all, Optional<RunId> like) {
    this.axes = axes;
    var fairness = new Fairness(all, like);
    refused = List.copyOf(fairness.refused());
    for (var axis : ImageAxis.values()) {
      values.put(axis, valuesOf(axis, all));
    }
    var once = eachOnce(fairness.fair());
    size = once.size();
    for (var picture : once) {
      pictures.computeIfAbsent(addressOf(picture), _ -> new ArrayList<>()).add(picture);
    }
    innerCombinations =
        once.stream()
            .sorted(withinACell())
            .map(picture -> inner(picture.position()))
            .distinct()
            .toList();
    for (var refusal : refused) {
      refusedIn.computeIfAbsent(addressOf(refusal.picture()), _ -> new ArrayList<>()).add(refusal);
    }
    pictures.values().forEach(cell -> cell.sort(withinACell()));
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
    return axes.equals(other.axes) && pictures.equals(other.pictures);
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
                List.copyOf(pictures.getOrDefault(address, List.of())),
                List.copyOf(refusedIn.getOrDefault(address, List.of())),
                missingIn(address)))
        : Optional.empty();
  }

  /// What every column is split into; one lane if a cell never holds more than one picture.
  public List<Lane> lanes() {
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
          .collect(
              Collectors.groupingBy(
                  picture -> inner(picture.position()), Collectors.summingInt(_ -> 1)))
          .forEach((combination, count) -> copies.merge(combination, count, Math::max));
    }
    return copies;
  }

  /// Every picture with its place, row by row.
  public List<PlacedPicture> placed() {
    record Slot(Optional<String> third, List<String> inner, int copy) {}
    var lanes = new HashMap<Slot, Integer>();
    lanes()
        .forEach(
            lane -> lanes.put(new Slot(lane.third(), lane.inner(), lane.copy()), lanes.size()));
    var rows = ranks(axes.rows());
    var columns = ranks(axes.columns());
    var placed = new ArrayList<PlacedPicture>();
    for (var address : (Iterable<CellAddress>) addresses()::iterator) {
      var copies = new HashMap<List<String>, Integer>();
      for (var picture : pictures.getOrDefault(address, List.of())) {
        var inner = inner(picture.position());
        var copy = copies.merge(inner, 1, Integer::sum);
        placed.add(
            new PlacedPicture(
                Objects.requireNonNull(rows.get(address.row())),
                Objects.requireNonNull(columns.get(address.column())),
                Objects.requireNonNull(lanes.get(new Slot(address.third(), inner, copy))),
                picture));
      }
    }
    return List.copyOf(placed);
  }

  /// The success rate over all pictures with this value on a chosen axis.
  public Margin margin(ImageAxis axis, String value) {
    return marginOver(
        pictures.values().stream()
            .flatMap(List::stream)
            .filter(picture -> picture.position().on(axis).equals(value)));
  }

  /// The success rate of one cell.
  public Margin margin(CellAddress address) {
    return marginOver(pictures.getOrDefault(address, List.of()).stream());
  }

  /// The success rates along one axis, in one pass, in the order of its values.
  public Map<String, Margin> margins(ImageAxis axis) {
    var byValue = new LinkedHashMap<String, List<GridPicture>>();
    values(axis).forEach(value -> byValue.put(value, new ArrayList<>()));
    pictures.values().stream()
        .flatMap(List::stream)
        .forEach(picture ->
            Objects.requireNonNull(byValue.get(picture.position().on(axis))).add(picture));
    var margins = new LinkedHashMap<String, Margin>();
    byValue.forEach((value, group) -> margins.put(value, marginOver(group.stream())));
    return margins;
  }

  /// The success rate over the whole grid.
  public Margin total() {
    return marginOver(pictures.values().stream().flatMap(List::stream));
  }

  private static Margin marginOver(Stream<GridPicture> some) {
    return Margin.over(some.toList());
  }

  private List<GridPosition> missingIn(CellAddress address) {
    var present =
        pictures.getOrDefault(address, List.of()).stream()
            .map(picture -> inner(picture.position()))
            .collect(Collectors.toCollection(HashSet::new));
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

  private List<String> inner(GridPosition position) {
    return axes.inner().stream().map(position::on).toList();
  }

  private CellAddress addressOf(GridPicture picture) {
    var position = picture.position();
    return new CellAddress(
        position.on(axes.rows()), position.on(axes.columns()), axes.third().map(position::on));
  }

  private Comparator<GridPicture> withinACell() {
    return axes.inner().stream()
        .map(axis -> {
          var rank = ranks(axis);
          return comparing((GridPicture picture) -> rank.get(picture.position().on(axis)));
        })
        .reduce(Comparator::thenComparing)
        .orElseThrow()
        .thenComparing(GridPicture::createdAt)
        .thenComparing(picture -> picture.id().toString());
  }

  private Map<String, Integer> ranks(ImageAxis axis) {
    var ranks = new HashMap<String, Integer>();
    values(axis).forEach(value -> ranks.put(value, ranks.size()));
    return ranks;
  }

  private static List<GridPicture> eachOnce(Collection<GridPicture> fair) {
    record Sameness(GridPosition position, String sha256) {}
    var best = new LinkedHashMap<Sameness, GridPicture>();
    fair.stream()
        .sorted(BEST_KNOWN_FIRST)
        .forEach(picture ->
            best.putIfAbsent(new Sameness(picture.position(), picture.sha256()), picture));
    return List.copyOf(best.values());
  }

  private static List<String> valuesOf(ImageAxis axis, Collection<GridPicture> all) {
    var distinct = all.stream().map(picture -> picture.position().on(axis)).distinct();
    return axis.order().map(distinct::sorted).orElse(distinct).toList();
  }
}
