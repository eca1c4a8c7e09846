package lab.harmony.analytics;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lab.harmony.design.RateWords;
import lab.harmony.review.IntervalsOver;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.review.marks.Verdict;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.IntervalBasis.Over;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.rates.DesignEffect;
import lab.harmony.stats.rates.FaceOutcome;
import lab.harmony.stats.rates.RateEstimate;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/// What a set of scored faces says about harmony. Faces marked as intended conflict are counted
/// apart and enter no rate.
public final class HarmonyAnalytics {

  private static final String PLACE = "place";

  private final ScoreSource source;
  private final IntervalsOver over;
  private final List<ScoreRow> rows;
  private final List<ScoreRow> counted;
  private final Table table;
  private final double designEffect;
  private final Comparator<String> archetypeOrder;
  private final Comparator<String> emotionOrder;

  private HarmonyAnalytics(ScoreSource source, IntervalsOver over, List<ScoreRow> rows) {
    this.source = source;
    this.over = over;
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
    return of(rows, source, IntervalsOver.FACES);
  }

  /// @param over what its intervals take as independent
  public static HarmonyAnalytics of(List<ScoreRow> rows, ScoreSource source, IntervalsOver over) {
    return new HarmonyAnalytics(source, over, rows);
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
    return success(counted);
  }

  /// How much less an item tells because the three items of a face go together: 1 (independent) to
  /// 3 (always the same).
  public double designEffect() {
    return designEffect;
  }

  /// What its intervals rest on, in words: `over prompts or faces, as each says`.
  public String restOn() {
    return RateWords.over(
        Stream.of(
                Stream.of(overall()),
                rates(byArchetype()),
                rates(byEmotion()),
                rates(byCell()),
                rates(byCfg()))
            .flatMap(Function.identity())
            .flatMap(rate -> rate.estimate().stream())
            .toList());
  }

  private static Stream<SuccessRate> rates(List<? extends GroupRate<?>> groups) {
    return groups.stream().map(GroupRate::success);
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
              verdict, images, counted.size(), share(counted, row -> row.verdict() == verdict));
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
    var told = counted.stream().filter(row -> row.checklist().isPresent()).toList();
    if (told.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(ChecklistItem.values())
        .map(item -> {
          Predicate<ScoreRow> fails = row -> !row.checklist().orElseThrow().holds(item);
          int failed = (int) told.stream().filter(fails).count();
          return new ItemFailure(item, failed, told.size(), share(told, fails));
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
    for (var slice : present.splitOn(columns)) {
      var part = slice.asTable();
      var key = group.apply(part.row(0));
      var faces = part.intColumn(PLACE).asList().stream().map(counted::get).toList();
      rates.add(new GroupRate<>(key, label.apply(key), success(faces)));
    }
    rates.sort(Comparator.comparing(GroupRate::group, order));
    return List.copyOf(rates);
  }

  private SuccessRate success(List<ScoreRow> faces) {
    return SuccessRate.of(faces.stream().map(ScoreRow::reached).toList(), over);
  }

  /// The share of the faces that are so, one trial in each.
  private RateEstimate share(List<ScoreRow> faces, Predicate<ScoreRow> so) {
    int such = (int) faces.stream().filter(so).count();
    var estimate =
        switch (over) {
          case FACES ->
              RateEstimate.overFaces(
                  faces.stream()
                      .map(row ->
                          new FaceOutcome(
                              Optional.of(row.prompt()), new Proportion(so.test(row) ? 1 : 0, 1)))
                      .toList());
          case POINTS -> RateEstimate.overTrials(new Proportion(such, faces.size()), Over.FACES);
        };
    return estimate.orElseThrow();
  }

  private static Table table(List<ScoreRow> rows) {
    var archetype = StringColumn.create("archetype");
    var emotion = StringColumn.create("emotion");
    var cfg = StringColumn.create("cfg");
    var place = IntColumn.create(PLACE);
    for (var row : rows) {
      place.append(place.size());
      archetype.append(row.archetype());
      emotion.append(row.emotion());
      if (row.cfgScale().isPresent()) {
        cfg.append(Double.toString(row.cfgScale().getAsDouble()));
      } else {
        cfg.appendMissing();
      }
    }
    return Table.create("scores", archetype, emotion, cfg, place);
  }

  /// A number without needless decimals: 7, 7.5.
  static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
