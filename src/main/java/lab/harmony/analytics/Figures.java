package lab.harmony.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.Verdict;
import lab.harmony.stats.rates.RateEstimate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Vega-Lite specifications of the harmony figures: a template from `figures/` filled with data,
/// title and description.
public final class Figures {

  private Figures() {}

  /// The archetype × emotion matrix: the success rate as one of four steps, with the number; dead
  /// cells carry a cross.
  public static ObjectNode heatMap(HarmonyAnalytics analytics) {
    var figure = FigureTheme.resource("figures/heat-map.json");
    var values = values(figure);
    for (var cell : analytics.byCell()) {
      var value = addRate(values, cell, analytics, row -> row.cell().equals(cell.group()));
      int step = step(cell.success());
      value.put("archetype", cell.group().archetype());
      value.put("emotion", cell.group().emotion());
      value.put("step", step);
      if (step == 0) {
        value.put("headline", "✕ " + value.required("headline").stringValue());
      }
    }
    if (isMachine(analytics)) {
      hollowTiles(figure);
    }
    return finish(
        figure,
        analytics,
        Figure.HEAT_MAP,
        ("points reached of points possible, by archetype and emotion; below each its 95 % interval "
                + RateWords.over(estimates(analytics.byCell())))
            .strip(),
        rates(analytics.byCell()));
  }

  public static ObjectNode archetypeBars(HarmonyAnalytics analytics) {
    return successBars(analytics, Figure.ARCHETYPES, analytics.byArchetype(), ScoreRow::archetype);
  }

  public static ObjectNode emotionBars(HarmonyAnalytics analytics) {
    return successBars(analytics, Figure.EMOTIONS, analytics.byEmotion(), ScoreRow::emotion);
  }

  /// The success rate over the CFG scale, with intervals.
  public static ObjectNode cfgCurve(HarmonyAnalytics analytics) {
    var figure = FigureTheme.resource("figures/cfg-curve.json");
    var values = values(figure);
    var scales = figure.withObject("/encoding/x/axis").putArray("values");
    for (var rate : analytics.byCfg()) {
      double cfg = rate.group();
      addRate(values, rate, analytics, row -> row.cfgScale().equals(OptionalDouble.of(cfg)))
          .put("cfg", cfg);
      scales.add(rate.group().doubleValue());
    }
    if (isMachine(analytics)) {
      restyle(figure, "dot", "dot-hollow");
    }
    return finish(
        figure,
        analytics,
        Figure.CFG_CURVE,
        "points reached of points possible; " + whiskers(estimates(analytics.byCfg())),
        rates(analytics.byCfg()));
  }

  /// How many faces are perfect, acceptable and broken.
  public static ObjectNode verdictShares(HarmonyAnalytics analytics) {
    var figure = FigureTheme.resource("figures/bars.json");
    var values = values(figure);
    var words = new ArrayList<String>();
    for (var share : analytics.verdictShares()) {
      var label =
          switch (share.verdict()) {
            case PERFECT -> "perfect (3)";
            case ACCEPTABLE -> "acceptable (1–2)";
            case BROKEN -> "✕ broken (0)";
          };
      var headline = percent(share.share(), 1);
      var value = add(values, label, headline, share.estimate());
      value
          .put("evidence", share.images() + " of " + share.of())
          .put("step", step(share.verdict()))
          .put("unit", "share of faces");
      counted(value, analytics, share.of(), row -> row.verdict() == share.verdict());
      words.add(
          "%s %s (%d of %d%s)"
              .formatted(
                  share.verdict().word(),
                  headline,
                  share.images(),
                  share.of(),
                  interval(share.estimate())));
    }
    axisTitle(figure, "share of faces");
    if (isMachine(analytics)) {
      restyle(figure, "measure", "measure-hollow");
    } else {
      colourBySteps(figure);
    }
    return finish(
        figure,
        analytics,
        Figure.VERDICTS,
        "share of faces; "
            + whiskers(analytics.verdictShares().stream().map(VerdictShare::estimate).toList()),
        words);
  }

  /// How often each checklist item does not hold, the worst first.
  public static ObjectNode checklistFailures(HarmonyAnalytics analytics) {
    var figure = FigureTheme.resource("figures/bars.json");
    var values = values(figure);
    var words = new ArrayList<String>();
    for (var failure : analytics.checklistFailures()) {
      var headline = percent(failure.share(), 0);
      var value = add(values, failure.item().label(), headline, failure.estimate());
      value
          .put("evidence", failure.failed() + " of " + failure.of())
          .put("unit", "share of faces in which the item does not hold");
      counted(
          value,
          analytics,
          failure.of(),
          row -> row.checklist().filter(items -> !items.holds(failure.item())).isPresent());
      words.add(
          "%s fails in %s (%d of %d%s)"
              .formatted(
                  failure.item().label(),
                  headline,
                  failure.failed(),
                  failure.of(),
                  interval(failure.estimate())));
    }
    axisTitle(figure, "share of faces in which the item does not hold");
    hollowBars(figure, analytics);
    return finish(
        figure,
        analytics,
        Figure.CHECKLIST,
        "share of faces where it does not hold; "
            + whiskers(analytics.checklistFailures().stream().map(ItemFailure::estimate).toList()),
        words);
  }

  /// The colour step of a rate: 0 for no point at all, then thirds.
  static int step(SuccessRate success) {
    return (int) Math.ceil(3.0 * success.points() / success.possible());
  }

  private static int step(Verdict verdict) {
    return switch (verdict) {
      case PERFECT -> 3;
      case ACCEPTABLE -> 2;
      case BROKEN -> 0;
    };
  }

  private static ObjectNode successBars(
      HarmonyAnalytics analytics,
      Figure kind,
      List<GroupRate<String>> groups,
      Function<ScoreRow, String> group) {
    var figure = FigureTheme.resource("figures/bars.json");
    var values = values(figure);
    groups.forEach(
        rate -> addRate(values, rate, analytics, row -> group.apply(row).equals(rate.group())));
    hollowBars(figure, analytics);
    return finish(
        figure,
        analytics,
        kind,
        "points reached of points possible; " + whiskers(estimates(groups)),
        rates(groups));
  }

  private static ObjectNode addRate(
      ArrayNode values,
      GroupRate<?> group,
      HarmonyAnalytics analytics,
      Predicate<ScoreRow> member) {
    var success = group.success();
    var estimate = success.estimate().orElseThrow();
    var value = add(values, group.label(), percent(estimate.share(), 0), estimate);
    value
        .put("evidence", "%d/%d".formatted(success.points(), success.possible()))
        .put("points", success.points())
        .put("possible", success.possible())
        .put("unit", "share of points");
    counted(value, analytics, success.images(), member);
    return value;
  }

  private static ObjectNode add(
      ArrayNode values, String label, String headline, RateEstimate estimate) {
    return values
        .addObject()
        .put("label", label)
        .put("rate", estimate.share())
        .put("headline", headline)
        .put("lower", estimate.interval().lower())
        .put("upper", estimate.interval().upper())
        .put("interval", RateWords.bounds(estimate))
        .put("over", estimate.basis().counted());
  }

  /// Which faces a mark counts, of how many, and who scored them.
  private static void counted(
      ObjectNode value, HarmonyAnalytics analytics, int of, Predicate<ScoreRow> member) {
    var faces = analytics.counted().stream().filter(member).toList();
    value.put("images", faces.size()).put("n", of).put("judge", judge(analytics));
    FaceRanges.write(
        value.putArray(FaceRanges.NAME),
        faces.stream().flatMap(row -> row.image().stream()).toList());
  }

  /// What the whiskers are, in words.
  private static String whiskers(List<RateEstimate> shown) {
    return ("whiskers: 95 % intervals " + RateWords.over(shown)).strip();
  }

  private static List<RateEstimate> estimates(List<? extends GroupRate<?>> groups) {
    return groups.stream().flatMap(group -> group.success().estimate().stream()).toList();
  }

  private static String judge(HarmonyAnalytics analytics) {
    return switch (analytics.source()) {
      case ScoreSource.People _ -> "people";
      case ScoreSource.Machine(var judge, _) -> "machine: " + judge;
    };
  }

  private static ArrayNode values(ObjectNode figure) {
    return figure.putObject("data").putArray("values");
  }

  private static List<String> rates(List<? extends GroupRate<?>> groups) {
    return groups.stream()
        .map(group ->
            "%s %s (%d of %d points%s)"
                .formatted(
                    group.label(),
                    percent(group.success().rate().orElseThrow(), 0),
                    group.success().points(),
                    group.success().possible(),
                    group.success().estimate().map(Figures::interval).orElse("")))
        .toList();
  }

  /// As the end of what stands in brackets.
  private static String interval(RateEstimate estimate) {
    return ", 95 % interval " + RateWords.bounds(estimate);
  }

  private static ObjectNode finish(
      ObjectNode figure,
      HarmonyAnalytics analytics,
      Figure kind,
      String measure,
      List<String> words) {
    var subtitle = new ArrayList<String>();
    subtitle.add(measure);
    subtitle.add(evidence(analytics));
    analytics.source().remark().ifPresent(subtitle::add);
    var title = figure.putObject("title");
    title.put("text", kind.title());
    var lines = title.putArray("subtitle");
    subtitle.forEach(line -> wrapped(line).forEach(lines::add));
    figure.put(
        "description",
        "%s: %s. %s."
            .formatted(
                kind.title(),
                String.join("; ", subtitle),
                words.isEmpty() ? "Nothing to show yet" : String.join(", ", words)));
    figure.put("background", "#ffffff");
    figure.set("config", FigureTheme.LIGHT.config());
    return figure;
  }

  private static String evidence(HarmonyAnalytics analytics) {
    int images = analytics.images();
    var conflicts =
        Optional.of(analytics.intendedConflicts())
            .filter(count -> count > 0)
            .map(count ->
                ", %d intended %s apart".formatted(count, count == 1 ? "conflict" : "conflicts"))
            .orElse("");
    return "n = %d %s%s".formatted(images, images == 1 ? "image" : "images", conflicts);
  }

  private static boolean isMachine(HarmonyAnalytics analytics) {
    return switch (analytics.source()) {
      case ScoreSource.People _ -> false;
      case ScoreSource.Machine _ -> true;
    };
  }

  private static void hollowBars(ObjectNode figure, HarmonyAnalytics analytics) {
    if (isMachine(analytics)) {
      restyle(figure, "measure", "measure-hollow");
    }
  }

  private static void hollowTiles(ObjectNode figure) {
    restyle(figure, "outline", "tile-hollow");
    figure.withObject("/layer/0/mark").put("strokeWidth", 1.5);
    figure.withObject("/layer/0/encoding/color/scale").put("range", "ramp"); // the faint tones
    for (int layer = 1; layer <= 3; layer++) {
      figure.withObject("/layer/%d/encoding".formatted(layer)).remove("color");
    }
  }

  private static void colourBySteps(ObjectNode figure) {
    restyle(figure, "measure", "outline");
    var colour = figure.withObject("/layer/0/encoding").putObject("color");
    colour.put("field", "step").put("type", "ordinal").putNull("legend");
    var scale = colour.putObject("scale").put("range", "ordinal");
    scale.putArray("domain").add(0).add(1).add(2).add(3);
  }

  private static void restyle(ObjectNode figure, String style, String replacement) {
    for (var layer : figure.required("layer")) {
      var mark = (ObjectNode) layer.required("mark");
      if (mark.path("style").asString("").equals(style)) {
        mark.put("style", replacement);
      }
    }
  }

  private static void axisTitle(ObjectNode figure, String title) {
    figure.withObject("/layer/0/encoding/x/axis").put("title", title);
  }

  /// The text in lines that fit above a figure.
  private static List<String> wrapped(String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" ")) {
      if (line.length() + word.length() > 72) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().strip());
    return lines;
  }

  private static String percent(double share, int decimals) {
    return Percents.of(share, decimals);
  }
}
