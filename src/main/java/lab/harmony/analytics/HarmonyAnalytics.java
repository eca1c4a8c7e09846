package lab.harmony.analytics;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static tech.tablesaw.aggregate.AggregateFunctions.count;
import static tech.tablesaw.aggregate.AggregateFunctions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.review.ChecklistItem;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.Verdict;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.DesignEffect;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Wilson;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/// What a set of scored faces says about harmony. Faces marked as intended conflict are counted
/// apart and enter no rate.
public final class HarmonyAnalytics {

  private static final String POINTS = "points";

  private final ScoreSource source;
  private final List<ScoreRow> rows;
  private final List<ScoreRow> counted;
  private final Table table;
  private final double designEffect;
  private final Comparator<String> archetypeOrder;
  private final Comparator<String> emotionOrder;

  private HarmonyAnalytics(ScoreSource source, List<ScoreRow> rows) {
    this.source = source;
    this.rows = List.copyOf(rows);
    this.counted = rows.stream().filter(row -> !row.intendedConflict()).toList();
    this.table = table(counted);
    this.designEffect =
        DesignEffect.of(
                counted.stream()
                    .map(row -> new Proportion(row.points(), SuccessRate.POINTS_PER_IMAGE))
                    .toList(),
                ConfidenceLevel.PERCENT_95)
            .found()
            .flatMap(clustered -> clustered.effect().found())
            .map(DesignEffect.Effect::designEffect)
            .orElse(1.0);
    this.archetypeOrder =
        MatrixOrder.ARCHETYPES.then(rows.stream().map(ScoreRow::archetype).toList());
    this.emotionOrder = MatrixOrder.EMOTIONS.then(rows.stream().map(ScoreRow::emotion).toList());
  }

  /// The analysis of scores that people gave.
  public static HarmonyAnalytics of(List<ScoreRow> rows) {
    return of(rows, new ScoreSource.People());
  }

  public static HarmonyAnalytics of(List<ScoreRow> rows, ScoreSource source) {
    return new HarmonyAnalytics(source, rows);
  }

  public ScoreSource source() {
    return source;
  }

  /// Every row, those of intended conflict included.
  public List<ScoreRow> rows() {
    return rows;
  }

  /// The faces that enter the rates.
  public List<ScoreRow> counted() {
    return counted;
  }

  /// The number of faces that enter the rates.
  public int images() {
    return counted.size();
  }

  public int intendedConflicts() {
    return rows.size() - counted.size();
  }

  public SuccessRate overall() {
    return new SuccessRate(counted.stream().mapToInt(ScoreRow::points).sum(), counted.size());
  }

  /// The overall rate as a line of a success table.
  public GroupRate<String> total() {
    return rate("all", "all faces", overall());
  }

  /// How much less an item tells because the three items of a face go together: 1 (independent) to
  /// 3 (always the same).
  public double designEffect() {
    return designEffect;
  }

  /// Perfect, acceptable, broken, in this order; empty without a counted face.
  public List<VerdictShare> verdictShares() {
    if (counted.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(Verdict.values())
        .map(verdict -> {
          int images = (int) counted.stream().filter(row -> row.verdict() == verdict).count();
          return new VerdictShare(
              verdict, images, counted.size(), Wilson.interval(images, counted.size()));
        })
        .toList();
  }

  public List<GroupRate<String>> byArchetype() {
    return grouped(
        row -> row.getString("archetype"), Function.identity(), archetypeOrder, "archetype");
  }

  public List<GroupRate<String>> byEmotion() {
    return grouped(row -> row.getString("emotion"), Function.identity(), emotionOrder, "emotion");
  }

  /// Every cell with a counted face, archetype by archetype.
  public List<GroupRate<MatrixCell>> byCell() {
    return grouped(
        row -> new MatrixCell(row.getString("archetype"), row.getString("emotion")),
        MatrixCell::toString,
        Comparator.comparing(MatrixCell::archetype, archetypeOrder)
            .thenComparing(MatrixCell::emotion, emotionOrder),
        "archetype",
        "emotion");
  }

  /// The rates by CFG scale, ascending; rows without a scale are left out.
  public List<GroupRate<Double>> byCfg() {
    return grouped(
        row -> Double.valueOf(row.getString("cfg")),
        cfg -> "CFG " + plain(cfg),
        Comparator.naturalOrder(),
        "cfg");
  }

  /// The cells, lowest rate first; at equal rates the one that rests on more faces.
  public List<GroupRate<MatrixCell>> weakestCells() {
    return byCell().stream()
        .sorted(
            comparingDouble((GroupRate<MatrixCell> cell) -> cell.success().rate().orElse(1.0))
                .thenComparing(
                    comparingInt((GroupRate<MatrixCell> cell) -> cell.success().images())
                        .reversed()))
        .toList();
  }

  /// The cells with no success at all: at least one counted face, and not one checklist item holds
  /// in any of them.
  public List<GroupRate<MatrixCell>> deadCells() {
    return byCell().stream().filter(cell -> cell.success().points() == 0).toList();
  }

  /// How often each checklist item fails, the worst first; empty where no row gives its checklist.
  public List<ItemFailure> checklistFailures() {
    var checklists = counted.stream().flatMap(row -> row.checklist().stream()).toList();
    if (checklists.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(ChecklistItem.values())
        .map(item -> {
          int failed =
              (int) checklists.stream().filter(checklist -> !checklist.holds(item)).count();
          return new ItemFailure(
              item, failed, checklists.size(), Wilson.interval(failed, checklists.size()));
        })
        .sorted(comparingInt(ItemFailure::failed).reversed())
        .toList();
  }

  private <G> List<GroupRate<G>> grouped(
      Function<Row, G> group,
      Function<G, String> label,
      Comparator<? super G> order,
      String... columns) {
    if (counted.isEmpty()) {
      return List.of();
    }
    var present = table.dropWhere(table.column(columns[0]).isMissing());
    if (present.isEmpty()) {
      return List.of();
    }
    var rates = new ArrayList<GroupRate<G>>();
    for (var row : present.summarize(POINTS, sum, count).by(columns)) {
      var key = group.apply(row);
      var success =
          new SuccessRate(
              (int) row.getDouble("Sum [points]"), (int) row.getDouble("Count [points]"));
      rates.add(rate(key, label.apply(key), success));
    }
    rates.sort(Comparator.comparing(GroupRate::group, order));
    return List.copyOf(rates);
  }

  private <G> GroupRate<G> rate(G group, String label, SuccessRate success) {
    Optional<Interval> clustered =
        success.rate().map(rate -> Wilson.interval(rate, success.possible() / designEffect));
    return new GroupRate<>(group, label, success, clustered);
  }

  private static Table table(List<ScoreRow> rows) {
    var archetype = StringColumn.create("archetype");
    var emotion = StringColumn.create("emotion");
    var cfg = StringColumn.create("cfg");
    var points = IntColumn.create(POINTS);
    for (var row : rows) {
      archetype.append(row.archetype());
      emotion.append(row.emotion());
      if (row.cfgScale().isPresent()) {
        cfg.append(Double.toString(row.cfgScale().getAsDouble()));
      } else {
        cfg.appendMissing();
      }
      points.append(row.points());
    }
    return Table.create("scores", archetype, emotion, cfg, points);
  }

  /// A number without needless decimals: 7, 7.5.
  static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
