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
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.reports.grid.axes.AxisValues;
import lab.harmony.reports.grid.axes.BarStep;
import lab.harmony.reports.grid.axes.CellAddress;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.GridFilter.SaidBlind;
import lab.harmony.reports.grid.axes.GridLayout;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPosition;
import lab.harmony.reports.grid.facts.OfferedFacts;
import lab.harmony.reports.grid.facts.SessionFact;
import lab.harmony.review.tags.PictureTag;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ImageAxis;
import org.jspecify.annotations.Nullable;

/// Pictures laid out along axes, every cell addressable, only what may fairly be compared.
///
/// A cell holds one picture for each combination of what is no axis; a combination that occurs
/// anywhere in the grid and not in a cell is missing there, and said to be, as long as all axes are
/// of the prompt matrix. The same picture made twice (equal bytes, equal place) is shown once.
///
/// Rates are of all pictures of their row or column at the values of the bar, whatever filters and
/// choices of values hide.
public final class Grid {

  private static final Comparator<GridPicture> BEST_KNOWN_FIRST =
      comparing((GridPicture picture) -> picture.human().isEmpty())
          .thenComparing(comparing(GridPicture::createdAt).reversed())
          .thenComparing(picture -> picture.id().toString());

  private final GridLayout layout;
  private final List<GridPicture> all;
  private final List<Refusal> refused;
  private final Map<GridFact, AxisValues> values = new HashMap<>();
  private final List<BarStep> bar;

  /// What stands at the step of the bar; copies of one picture in several rows or columns, as where
  /// runs are an axis.
  private final List<GridPicture> standing;

  /// What the rates are of: each picture once.
  private final List<GridPicture> counted;

  private final GridPlan plan;
  private final Map<GridFact, Map<String, Margin>> margins = new HashMap<>();
  private @Nullable Interactions interactions;
  private @Nullable List<GridFact> offered;
  private @Nullable Margin total;

  private Grid(GridLayout layout, Collection<GridPicture> all) {
    this.layout = layout;
    this.all = List.copyOf(all);
    var axes = layout.axes();
    var fairness = new Fairness(this.all, layout.like(), axes.facts());
    refused = List.copyOf(fairness.refused());
    var once = eachOnce(fairness.fair(), axes.facts());
    bar = axes.bar().stream().map(this::step).toList();
    standing = once.stream().filter(this::isAtTheBar).toList();
    counted = eachOnce(standing);
    axes.chosen()
        .forEach(axis ->
            values.put(axis.fact(), axis(axis.fact()).ordered(axis.order(), layout.by(), counted)));
    plan = new GridPlan(this, standing.stream().filter(this::isShown).toList());
  }

  /// Lays pictures out.
  public static Grid of(GridLayout layout, Collection<GridPicture> pictures) {
    return new Grid(layout, pictures);
  }

  /// Lays pictures out, everything else as usual.
  ///
  /// @param like the run whose settings are the measure of fairness; without it the largest run is
  public static Grid of(GridAxes axes, Collection<GridPicture> pictures, Optional<RunId> like) {
    return of(GridLayout.of(axes).like(like), pictures);
  }

  public GridLayout layout() {
    return layout;
  }

  public GridAxes axes() {
    return layout.axes();
  }

  /// The axes that are stepped through, each with its value.
  public List<BarStep> bar() {
    return bar;
  }

  /// The values of a fact that occur, in their order; of one that is no axis too.
  public List<String> values(GridFact fact) {
    return axis(fact).all();
  }

  public List<String> values(ImageAxis axis) {
    return values(GridFact.of(axis));
  }

  synchronized AxisValues axis(GridFact fact) {
    return values.computeIfAbsent(fact, one -> AxisValues.of(one, all));
  }

  public List<GridLine> rows() {
    return plan.rows();
  }

  public List<GridLine> columns() {
    return plan.columns();
  }

  /// What tells the pictures of this grid apart: the axes, and of the prompt matrix what has
  /// several values.
  public List<GridFact> telling() {
    return Stream.concat(
            Stream.of(ImageAxis.values())
                .map(GridFact::of)
                .filter(fact -> axes().facts().contains(fact) || values(fact).size() > 1),
            axes().facts().stream().filter(fact -> !fact.isMatrix()))
        .toList();
  }

  /// The facts in which its pictures differ: what its axes can be.
  public synchronized List<GridFact> offered() {
    if (offered == null) {
      offered = OfferedFacts.of(all);
    }
    return offered;
  }

  /// What of it can be compared as arms.
  public List<GridArms> arms() {
    return GridArms.of(this);
  }

  /// How the rest of it would be drawn, where most of it is not there.
  public Optional<GridSparse> sparse() {
    return GridSparse.of(this);
  }

  /// How many pictures stand in the grid.
  public int size() {
    return plan.placed().size();
  }

  /// How many more would, if nothing were filtered.
  public int filtered() {
    return standing.size() - size();
  }

  /// How many places have no picture.
  public int missing() {
    return plan.missing();
  }

  /// Some of those places.
  public List<GridPlace> missingPlaces(int most) {
    return plan.missingPlaces(most);
  }

  /// The pictures that stand in the grid, row by row.
  public List<GridPicture> fair() {
    return placed().stream().map(PlacedPicture::picture).toList();
  }

  /// Whether another grid has the same layout and the same pictures.
  public boolean showsTheSameAs(Grid other) {
    return axes().equals(other.axes())
        && bar.equals(other.bar)
        && new HashSet<>(fair()).equals(new HashSet<>(other.fair()));
  }

  /// All pictures that were left out, each with its reason.
  public List<Refusal> refused() {
    return refused;
  }

  /// Every address of the grid as it stands at the bar, row by row.
  public Stream<CellAddress> addresses() {
    var nested = plan.nested();
    return rows().stream()
        .flatMap(row ->
            columns().stream()
                .flatMap(column ->
                    nested.stream().map(split -> address(row.values(), column.values(), split))));
  }

  CellAddress address(List<String> row, List<String> column, List<String> split) {
    var parts = new ArrayList<String>(row);
    parts.addAll(column);
    parts.addAll(split);
    bar.forEach(step -> parts.add(step.value()));
    return new CellAddress(parts);
  }

  /// The cell in which a picture of the grid stands.
  public CellAddress addressOf(GridPicture picture) {
    return new CellAddress(axes().facts().stream().map(fact -> axis(fact).of(picture)).toList());
  }

  /// What a picture shares with all of its cell.
  public GridPlace placeOf(GridPicture picture) {
    return GridPlace.of(lasting(), picture);
  }

  /// The cell at an address, or nothing if the grid has no such row or column.
  public Optional<GridCell> cell(CellAddress address) {
    if (!has(address)) {
      return Optional.empty();
    }
    var inside =
        placed().stream()
            .map(PlacedPicture::picture)
            .filter(picture -> isAt(address, picture))
            .toList();
    return Optional.of(
        new GridCell(
            address,
            inside,
            refused.stream().filter(refusal -> isAt(address, refusal.picture())).toList(),
            plan.missingIn(address, inside)));
  }

  private boolean has(CellAddress address) {
    var parts = address.values();
    int across = axes().rows().size();
    int splits = across + 1;
    int steps = axes().chosen().size() - axes().bar().size();
    return parts.size() == axes().chosen().size()
        && rows().stream().anyMatch(row -> row.values().equals(parts.subList(0, across)))
        && columns().stream()
            .anyMatch(column -> column.values().getFirst().equals(parts.get(across)))
        && plan.nested().contains(parts.subList(splits, steps))
        && bar.stream().map(BarStep::value).toList().equals(parts.subList(steps, parts.size()));
  }

  private boolean isAt(CellAddress address, GridPicture picture) {
    var facts = axes().facts();
    return IntStream.range(0, facts.size())
        .allMatch(at -> axis(facts.get(at)).of(picture).equals(address.values().get(at)));
  }

  /// The pictures of a row and a column, in the order of their lanes.
  public List<GridPicture> in(int row, int column) {
    return plan.in(row, column);
  }

  /// The pictures of a row and a column, lane by lane; nothing in a lane that has none there.
  public List<Optional<GridPicture>> inLanes(int row, int column) {
    return plan.inLanes(row, column);
  }

  /// The number of a picture among those that are placed, or -1.
  public int indexOf(ImageId picture) {
    return plan.numbers().getOrDefault(picture, -1);
  }

  /// The numbers of the pictures that stand at a place; none where it is of other axes.
  public List<Integer> indexesAt(GridPlace place) {
    var facts = lasting();
    if (!place.values().keySet().equals(Set.copyOf(facts))) {
      return List.of();
    }
    return IntStream.range(0, size())
        .filter(index ->
            facts.stream()
                .allMatch(fact ->
                    axis(fact).of(placed().get(index).picture()).equals(place.values().get(fact))))
        .boxed()
        .toList();
  }

  /// What a place is named by: not by what people and judges say of its pictures, nor by a template
  /// that may be reworded, for they change while the pictures stay.
  private List<GridFact> lasting() {
    return axes().facts().stream().filter(GridFact::lasts).toList();
  }

  /// Finds out what takes a while, for whoever must not wait later.
  public void prepare() {
    interactions();
    offered();
    saidBlind();
    total();
    plan.numbers();
  }

  /// What every column is split into; one lane if a cell never holds more than one picture.
  public List<Lane> lanes() {
    return plan.lanes();
  }

  /// Every picture with its place, row by row.
  public List<PlacedPicture> placed() {
    return plan.placed();
  }

  /// The success rates of the rows, in their order.
  public List<Margin> rowMargins() {
    return plan.rowMargins();
  }

  /// The success rates of the columns, in their order.
  public List<Margin> columnMargins() {
    return columns().stream()
        .map(column ->
            Objects.requireNonNull(margins(axes().column().fact()).get(column.values().getFirst())))
        .toList();
  }

  /// The faces that the rate of a row is of.
  public List<GridPicture> rowFaces(int row) {
    return plan.rowFaces(row);
  }

  /// The faces that the rate of a column is of.
  public List<GridPicture> columnFaces(int column) {
    var fact = axes().column().fact();
    var value = columns().get(column).values().getFirst();
    return eachOnce(
        standing.stream().filter(picture -> axis(fact).of(picture).equals(value)).toList());
  }

  GridLine rowOf(GridPicture picture) {
    return plan.rowOf(picture);
  }

  GridLine columnOf(GridPicture picture) {
    return plan.columnOf(picture);
  }

  /// Whether row and column together decide which faces are perfect; known with the first question.
  public synchronized Interactions interactions() {
    if (interactions == null) {
      interactions = Interactions.of(this);
    }
    return interactions;
  }

  /// What the raters of closed blind sessions said of its pictures, session by session.
  public List<SaidBlind> saidBlind() {
    return offered().stream()
        .flatMap(fact -> fact instanceof SessionFact session ? Stream.of(session) : Stream.of())
        .flatMap(fact -> values(fact).stream().map(value -> new SaidBlind(fact, value)))
        .toList();
  }

  /// The tags of its pictures, in their order.
  public List<PictureTag> tags() {
    return all.stream()
        .flatMap(picture -> picture.remarks().tags().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /// Whether it holds no picture at all, whatever is filtered or stepped to.
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// Whether some place that could hold a picture has none.
  public boolean hasGaps() {
    return plan.hasGaps();
  }

  /// The faces that the rate of the whole is of.
  public List<GridPicture> counted() {
    return counted;
  }

  /// The success rate of one cell.
  public Margin margin(CellAddress address) {
    return Margin.over(
        eachOnce(standing.stream().filter(picture -> isAt(address, picture)).toList()));
  }

  /// The success rates by one fact, in the order of its values.
  public synchronized Map<String, Margin> margins(GridFact fact) {
    return margins.computeIfAbsent(fact, this::marginsBy);
  }

  public Map<String, Margin> margins(ImageAxis axis) {
    return margins(GridFact.of(axis));
  }

  private Map<String, Margin> marginsBy(GridFact fact) {
    var byValue = new LinkedHashMap<String, List<GridPicture>>();
    var known = axis(fact);
    known.all().forEach(value -> byValue.put(value, new ArrayList<>()));
    counted.forEach(picture -> Objects.requireNonNull(byValue.get(known.of(picture))).add(picture));
    var found = new LinkedHashMap<String, Margin>();
    byValue.forEach((value, group) -> found.put(value, Margin.over(eachOnce(group))));
    return found;
  }

  /// The success rate over the whole grid.
  public synchronized Margin total() {
    if (total == null) {
      total = Margin.over(counted);
    }
    return total;
  }

  private BarStep step(GridAxis axis) {
    var shown = new ArrayList<>(axis(axis.fact()).all().stream().filter(axis::shows).toList());
    var place = layout.axes().bar().indexOf(axis);
    var wanted =
        place < layout.at().size()
            ? layout.at().get(place)
            : Stream.concat(shown.stream(), axis.only().stream()).findFirst().orElse("");
    if (!shown.contains(wanted)) {
      shown.add(wanted); // a value that no picture has, or none any more: nothing is shown for it
    }
    return new BarStep(axis, shown, shown.indexOf(wanted));
  }

  private boolean isAtTheBar(GridPicture picture) {
    return bar.stream().allMatch(step -> axis(step.axis().fact()).of(picture).equals(step.value()));
  }

  private boolean isShown(GridPicture picture) {
    return Stream.concat(axes().rows().stream(), axes().columns().stream())
            .allMatch(axis -> axis.shows(axis(axis.fact()).of(picture)))
        && layout.filter().shows(picture, layout.by());
  }

  /// What stands at the step of the bar, copies too.
  List<GridPicture> standing() {
    return standing;
  }

  /// Every picture that a row, a column or a step of the bar could be of.
  Collection<GridPicture> known() {
    return all;
  }

  /// The same picture of several runs or experiments counts once.
  static List<GridPicture> eachOnce(Collection<GridPicture> some) {
    return eachOnce(some, List.of());
  }

  private static List<GridPicture> eachOnce(
      Collection<GridPicture> fair, Collection<GridFact> facts) {
    record Sameness(GridPosition position, List<String> besides, String sha256) {}
    var besides = facts.stream().filter(fact -> !fact.isMatrix()).toList();
    var best = new LinkedHashMap<Sameness, GridPicture>();
    for (var picture : fair) {
      best.merge(
          new Sameness(
              picture.position(),
              besides.stream().map(fact -> fact.of(picture)).collect(Collectors.toList()),
              picture.sha256()),
          picture,
          BinaryOperator.minBy(BEST_KNOWN_FIRST));
    }
    return List.copyOf(best.values());
  }
}
