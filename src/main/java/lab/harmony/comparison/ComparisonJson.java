package lab.harmony.comparison;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.counted.ComparisonVerdict;
import lab.harmony.comparison.counted.ComparisonVerdict.NotShown;
import lab.harmony.comparison.counted.MorePairs;
import lab.harmony.json.Json;
import lab.harmony.stats.Interval;
import tools.jackson.databind.node.ObjectNode;

/// Comparisons as the JSON that `docs/cli.md` describes: shares are 0..1, unrounded.
public final class ComparisonJson {

  private ComparisonJson() {}

  public static ObjectNode of(Comparisons comparisons) {
    var json = Json.MAPPER.createObjectNode();
    var judge = comparisons.baseline().judge();
    json.put("baseline", comparisons.baseline().name());
    json.put("by", judge.inFull());
    judge(json.putObject("judge"), judge);
    var all = json.putArray("comparisons");
    comparisons.all().forEach(one -> fill(all.addObject(), one));
    return json;
  }

  private static void judge(ObjectNode json, ArmJudge judge) {
    switch (judge) {
      case ArmJudge.Team _ -> json.put("kind", "people");
      case ArmJudge.OnePerson(var person) ->
          json.put("kind", "person").put("name", person.name()).put("id", person.id().value());
      case ArmJudge.Machine machine ->
          json.put("kind", "machine").put("name", machine.name()).put("sha256", machine.sha256());
    }
  }

  private static void fill(ObjectNode json, Comparison one) {
    json.put("arm", one.first().name());
    json.put("decidedBy", one.decidedBy());
    json.put("rounds", one.rounds());
    answer(json, one.sentence(), one.numbers(), one.verdict());
    pairs(json, one.pairing());
    var left = json.putArray("leftOut");
    one.pairing()
        .leftOut()
        .forEach(reason -> {
          var node = left.addObject().put("why", reason.words());
          sources(reason).forEach(node.putArray("faces")::add);
        });
  }

  private static void pairs(ObjectNode json, Pairing pairing) {
    var pairs = json.putArray("pairs");
    var prompts = prompts(pairing);
    var known = pairing.known();
    pairing
        .pairs()
        .forEach(pair ->
            pairs
                .addObject()
                .put("first", pair.first().source())
                .put("second", pair.second().source())
                .put("at", pair.first().place().describe(pairing.apart()))
                .put("prompt", Objects.requireNonNull(prompts.get(pair)))
                .put("known", Objects.requireNonNull(known.get(pair)))
                .put("firstPoints", pair.firstPoints())
                .put("secondPoints", pair.secondPoints())
                .put("points", pair.points()));
  }

  /// Which pairs are of one prompt: they have one number.
  private static Map<FacePair, Integer> prompts(Pairing pairing) {
    var numbers = new IdentityHashMap<FacePair, Integer>();
    var all = pairing.byPrompt();
    for (int prompt = 0; prompt < all.size(); prompt++) {
      for (var pair : all.get(prompt)) {
        numbers.put(pair, prompt);
      }
    }
    return numbers;
  }

  private static List<String> sources(Unpaired reason) {
    return reason.faces().stream().map(ArmFace::source).toList();
  }

  /// The numbers that follow from the pairs of the arms, and from nothing else.
  public static ObjectNode raw(Comparison.Numbers numbers) {
    var json = Json.MAPPER.createObjectNode();
    numbers(json, numbers);
    return json;
  }

  private static void answer(
      ObjectNode json,
      String sentence,
      Optional<Comparison.Numbers> numbers,
      ComparisonVerdict verdict) {
    json.put("sentence", sentence);
    json.put("verdict", verdict.word());
    numbers.ifPresent(it -> numbers(json, it));
    if (verdict instanceof NotShown(_, var detectable, var more, _)) {
      detectable.ifPresent(size -> json.put("detectable", size));
      switch (more) {
        case MorePairs.OfSamePrompts(var pairs) -> json.put("morePairs", pairs);
        case MorePairs.OfOtherPrompts(var pairs) -> json.put("morePairsOfOtherPrompts", pairs);
        case MorePairs.NotOfSamePrompts _, MorePairs.MoreThan _, MorePairs.NothingSeen _ -> {}
      }
    }
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
