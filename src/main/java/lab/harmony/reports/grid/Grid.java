package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.reports.grid.axes.AxisLines;
import lab.harmony.reports.grid.axes.AxisValues;
import lab.harmony.reports.grid.axes.BarStep;
import lab.harmony.reports.grid.axes.CellAddress;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.GridFilter.SaidBlind;
import lab.harmony.reports.grid.axes.GridLayout;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.axes.NumberedPictures;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
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

  private final GridLayout layout;
  private final List<GridPicture> all;
  private final NumberedPictures numbered;
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
  private @Nullable List<PictureTag> tags;
  private @Nullable Margin total;

  private Grid(GridLayout layout, Collection<GridPicture> all) {
    this.layout = layout;
    this.numbered = new NumberedPictures(all);
    this.all = numbered.all();
    var axes = layout.axes();
    var fairness = new Fairness(this.all, layout.like(), axes.facts());
    refused = List.copyOf(fairness.refused());
    var once = Copies.eachOnce(fairness.fair(), axes.facts());
    bar = axes.bar().stream().map(this::step).toList();
    standing = bar.isEmpty() ? once : once.stream().filter(isAtTheBar()).toList();
    counted = Copies.eachOnce(standing);
    axes.chosen()
        .forEach(axis ->
            values.put(axis.fact(), axis(axis.fact()).ordered(axis.order(), layout.by(), counted)));
    plan = new GridPlan(this, standing.stream().filter(isShown()).toList());
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
    return values.computeIfAbsent(fact, one -> AxisValues.of(one, numbered));
  }

  /// What pictures share on these facts.
  AxisLines lines(List<GridFact> facts) {
    return AxisLines.of(numbered, facts.stream().map(this::axis).toList());
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
    var inside = placed().stream().map(PlacedPicture::picture).filter(isAt(address)).toList();
    return Optional.of(
        new GridCell(
            address,
            inside,
            refused.stream().filter(refusal -> isAt(address).test(refusal.picture())).toList(),
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

  private Predicate<GridPicture> isAt(CellAddress address) {
    return standsAt(axes().facts(), address.values());
  }

  /// Whether a picture has these values on these facts.
  private Predicate<GridPicture> standsAt(List<GridFact> facts, List<String> wanted) {
    var axes = facts.stream().map(this::axis).toList();
    return picture ->
        IntStream.range(0, axes.size())
            .allMatch(at -> axes.get(at).of(picture).equals(wanted.get(at)));
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
    var isThere =
        standsAt(facts, facts.stream().map(fact -> place.values().getOrDefault(fact, "")).toList());
    return IntStream.range(0, size())
        .filter(index -> isThere.test(placed().get(index).picture()))
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
    tags();
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
    return plan.columnMargins();
  }

  /// The faces that the rate of a row is of.
  public List<GridPicture> rowFaces(int row) {
    return plan.rowFaces(row);
  }

  /// The faces that the rate of a column is of.
  public List<GridPicture> columnFaces(int column) {
    return plan.columnFaces(column);
  }

  GridPlan plan() {
    return plan;
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
  public synchronized List<PictureTag> tags() {
    if (tags == null) {
      var met = new TreeSet<PictureTag>();
      all.forEach(picture -> met.addAll(picture.remarks().tags()));
      tags = List.copyOf(met);
    }
    return tags;
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
    return Margin.over(Copies.eachOnce(standing.stream().filter(isAt(address)).toList()));
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
    standing.forEach(
        picture -> Objects.requireNonNull(byValue.get(known.of(picture))).add(picture));
    var found = new LinkedHashMap<String, Margin>();
    byValue.forEach((value, group) -> found.put(value, Margin.over(Copies.eachOnce(group))));
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

  private Predicate<GridPicture> isAtTheBar() {
    return standsAt(
        bar.stream().map(step -> step.axis().fact()).toList(),
        bar.stream().map(BarStep::value).toList());
  }

  private Predicate<GridPicture> isShown() {
    return isChosen(Stream.concat(axes().rows().stream(), axes().columns().stream()).toList())
        .and(layout.filter().shown(layout.by()));
  }

  /// Whether a picture has values that these axes show.
  Predicate<GridPicture> isChosen(List<GridAxis> axes) {
    var narrowed = axes.stream().filter(axis -> !axis.only().isEmpty()).toList();
    var values = narrowed.stream().map(axis -> axis(axis.fact())).toList();
    return picture -> {
      for (int at = 0; at < values.size(); at++) {
        if (!narrowed.get(at).shows(values.get(at).of(picture))) {
          return false;
        }
      }
      return true;
    };
  }

  /// What stands at the step of the bar, copies too.
  List<GridPicture> standing() {
    return standing;
  }

  /// Every picture that a row, a column or a step of the bar could be of.
  Collection<GridPicture> known() {
    return all;
  }
}
