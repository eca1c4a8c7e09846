package lab.harmony.comparison;

import java.util.List;
import java.util.Optional;
import lab.harmony.comparison.ComparisonVerdict.NotShown;
import lab.harmony.json.Json;
import lab.harmony.stats.Interval;
import tools.jackson.databind.node.ObjectNode;

/// Comparisons as the JSON that `docs/cli.md` describes: shares are 0..1, unrounded.
public final class ComparisonJson {

  private ComparisonJson() {}

  public static ObjectNode of(Comparisons comparisons) {
    var json = Json.MAPPER.createObjectNode();
    json.put("baseline", comparisons.baseline().name());
    json.put("by", comparisons.baseline().judge().words());
    var all = json.putArray("comparisons");
    comparisons.all().forEach(one -> fill(all.addObject(), one));
    return json;
  }

  private static void fill(ObjectNode json, Comparison one) {
    json.put("arm", one.first().name());
    json.put("sentence", one.sentence());
    json.put("verdict", one.verdict().word());
    json.put("decidedBy", one.decidedBy());
    one.numbers().ifPresent(numbers -> numbers(json, numbers));
    if (one.verdict() instanceof NotShown(_, var detectable, var more, _)) {
      detectable.ifPresent(size -> json.put("detectable", size));
      switch (more) {
        case MorePairs.OfSamePrompts(var pairs) -> json.put("morePairs", pairs);
        case MorePairs.OfOtherPrompts(var pairs) -> json.put("morePairsOfOtherPrompts", pairs);
        case MorePairs.NotOfSamePrompts _, MorePairs.MoreThan _, MorePairs.NothingSeen _ -> {}
      }
    }
    var pairs = json.putArray("pairs");
    one.pairing()
        .pairs()
        .forEach(pair ->
            pairs
                .addObject()
                .put("first", pair.first().source())
                .put("second", pair.second().source())
                .put("at", pair.first().place().describe(one.pairing().apart()))
                .put("firstPoints", pair.firstPoints())
                .put("secondPoints", pair.secondPoints())
                .put("points", pair.points()));
    var left = json.putArray("leftOut");
    one.pairing()
        .leftOut()
        .forEach(reason -> {
          var node = left.addObject().put("why", reason.words());
          sources(reason).forEach(node.putArray("faces")::add);
        });
  }

  private static List<String> sources(Unpaired reason) {
    return reason.faces().stream().map(ArmFace::source).toList();
  }

  private static void numbers(ObjectNode json, Comparison.Numbers numbers) {
    var success = numbers.success();
    json.put("prompts", success.prompts().count());
    var perfect = json.putObject("perfect");
    perfect
        .put("both", success.table().both())
        .put("armOnly", success.table().firstOnly())
        .put("baselineOnly", success.table().secondOnly())
        .put("neither", success.table().neither())
        .put("difference", success.difference());
    interval(perfect, success.interval().found());
    perfect
        .put("p", success.p())
        .put("adjustedP", numbers.successP())
        .put("anytimeP", success.anytimeP())
        .put("adjustedAnytimeP", numbers.anytimeP());
    var points = json.putObject("points");
    points
        .put("better", numbers.points().better())
        .put("same", numbers.points().same())
        .put("worse", numbers.points().worse())
        .put("difference", numbers.points().difference());
    interval(points, numbers.points().interval().found());
    points.put("p", numbers.points().p()).put("adjustedP", numbers.pointsP());
  }

  private static void interval(ObjectNode json, Optional<Interval> interval) {
    if (interval.isEmpty()) {
      json.putNull("interval");
    } else {
      json.putObject("interval")
          .put("lower", interval.get().lower())
          .put("upper", interval.get().upper());
    }
  }
}
