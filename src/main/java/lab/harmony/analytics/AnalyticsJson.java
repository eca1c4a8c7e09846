package lab.harmony.analytics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.review.SuccessRate;
import lab.harmony.stats.rates.RateEstimate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An analysis as the JSON that `docs/cli.md` describes: shares and rates are 0..1, unrounded.
public final class AnalyticsJson {

  private AnalyticsJson() {}

  public static ObjectNode of(HarmonyAnalytics analytics) {
    var json = Json.MAPPER.createObjectNode();
    json.put("images", analytics.images());
    json.put("intendedConflicts", analytics.intendedConflicts());
    json.put("designEffect", analytics.designEffect());
    rate(json.putObject("success"), analytics.overall());
    var verdicts = json.putArray("verdicts");
    for (var share : analytics.verdictShares()) {
      var verdict = verdicts.addObject();
      verdict
          .put("verdict", share.verdict().word())
          .put("images", share.images())
          .put("share", share.share());
      interval(verdict, Optional.of(share.estimate()));
    }
    groups(json.putArray("byArchetype"), "archetype", analytics.byArchetype());
    groups(json.putArray("byEmotion"), "emotion", analytics.byEmotion());
    var scales = json.putArray("byCfg");
    for (var cfg : analytics.byCfg()) {
      rate(scales.addObject().put("cfg", cfg.group()), cfg.success());
    }
    cells(json.putArray("byCell"), analytics.byCell());
    cells(json.putArray("weakestCells"), analytics.weakestCells());
    cells(json.putArray("deadCells"), analytics.deadCells());
    var failures = json.putArray("checklistFailures");
    for (var failure : analytics.checklistFailures()) {
      var item = failures.addObject();
      item.put("item", failure.item().column())
          .put("failed", failure.failed())
          .put("images", failure.of())
          .put("share", failure.share());
      interval(item, Optional.of(failure.estimate()));
    }
    return json;
  }

  private static void groups(ArrayNode array, String name, List<GroupRate<String>> rates) {
    rates.forEach(rate -> rate(array.addObject().put(name, rate.group()), rate.success()));
  }

  private static void cells(ArrayNode array, List<GroupRate<MatrixCell>> rates) {
    for (var rate : rates) {
      var cell = array.addObject();
      cell.put("archetype", rate.group().archetype()).put("emotion", rate.group().emotion());
      rate(cell, rate.success());
    }
  }

  private static void rate(ObjectNode json, SuccessRate success) {
    json.put("points", success.points());
    json.put("possible", success.possible());
    json.put("images", success.images());
    success.rate().ifPresentOrElse(rate -> json.put("rate", rate), () -> json.putNull("rate"));
    interval(json, success.estimate());
  }

  /// The interval with what it rests on.
  private static void interval(ObjectNode json, Optional<RateEstimate> estimate) {
    if (estimate.isEmpty()) {
      json.putNull("interval");
      return;
    }
    var basis = estimate.get().basis();
    json.putObject("interval")
        .put("lower", estimate.get().interval().lower())
        .put("upper", estimate.get().interval().upper())
        .put("over", basis.over().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("n", basis.count())
        .put("method", basis.method().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
