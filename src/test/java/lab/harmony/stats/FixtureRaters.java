package lab.harmony.stats;

import static lab.harmony.stats.FixtureShares.level;
import static lab.harmony.stats.StatisticsFixtureTest.named;
import static lab.harmony.stats.StatisticsFixtureTest.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.stats.agreement.CohenKappa;
import lab.harmony.stats.agreement.FleissKappa;
import lab.harmony.stats.agreement.GwetAc1;
import lab.harmony.stats.agreement.KrippendorffAlpha;
import lab.harmony.stats.agreement.Ratings;
import lab.harmony.stats.agreement.Scale;
import lab.harmony.stats.agreement.SelfAgreement;
import lab.harmony.stats.planning.Assignment;
import lab.harmony.stats.planning.AssignmentPlan;
import tools.jackson.databind.JsonNode;

/// What computes the files about raters: their agreement, and what each of them rates.
final class FixtureRaters {

  private FixtureRaters() {}

  static final Map<String, Function<JsonNode, Object>> AGREEMENT =
      Map.of(
          "krippendorff", FixtureRaters::krippendorff,
          "krippendorff_bootstrap", FixtureRaters::bootstrap,
          "cohen", FixtureRaters::cohen,
          "fleiss", FixtureRaters::fleiss,
          "gwet_ac1", FixtureRaters::gwet,
          "self_agreement", FixtureRaters::self);

  static final Map<String, Function<JsonNode, Object>> ASSIGNMENT =
      Map.of("counts", FixtureRaters::counts, "check", FixtureRaters::check);

  private static Object krippendorff(JsonNode in) {
    var alpha = KrippendorffAlpha.of(ratings(in), scale(in));
    var map =
        named(
            Stream.of(alpha.alpha()),
            "alpha",
            alpha.alpha(),
            "units_used",
            alpha.images(),
            "values_used",
            alpha.ratings());
    alpha
        .disagreement()
        .found()
        .ifPresent(disagreement -> {
          map.put("observed_disagreement", disagreement.observed());
          map.put("expected_disagreement", disagreement.expected());
        });
    return map;
  }

  private static Object bootstrap(JsonNode in) {
    var alpha =
        KrippendorffAlpha.bootstrap(ratings(in), scale(in), FixturePoints.resamples(in), level(in));
    return named(
        Stream.of(alpha.interval()),
        "alpha",
        alpha.alpha(),
        "undefined_resamples",
        alpha.undefinedResamples(),
        "lower",
        alpha.interval().map(Interval::lower),
        "upper",
        alpha.interval().map(Interval::upper));
  }

  private static Object cohen(JsonNode in) {
    var pairs = new ArrayList<CohenKappa.Pair>();
    for (var pair : in.get("pairs")) {
      if (!pair.get(0).isNull() && !pair.get(1).isNull()) {
        pairs.add(new CohenKappa.Pair(pair.get(0).asInt(), pair.get(1).asInt()));
      }
    }
    var kappa = CohenKappa.of(pairs, integers(in.get("categories")));
    var map =
        named(
            Stream.of(kappa.kappa()),
            "n",
            kappa.n(),
            "kappa",
            kappa.kappa(),
            "kappa_linear",
            kappa.linear(),
            "kappa_quadratic",
            kappa.quadratic(),
            "standard_error",
            kappa.standardError());
    kappa.observedAgreement().found().ifPresent(it -> map.put("observed_agreement", it));
    return map;
  }

  private static Object fleiss(JsonNode in) {
    var counts =
        in.get("counts")
            .valueStream()
            .map(row -> row.valueStream().mapToInt(JsonNode::asInt).toArray())
            .toList();
    return switch (FleissKappa.of(counts)) {
      case Answer.Missing<FleissKappa>(var reason) -> named("kappa", null, "reason", token(reason));
      case Answer.Found<FleissKappa>(var found) ->
          named(
              Stream.of(found.kappa()),
              "observed_agreement",
              found.observedAgreement(),
              "chance_agreement",
              found.chanceAgreement(),
              "kappa",
              found.kappa());
    };
  }

  private static Object gwet(JsonNode in) {
    var ac1 = GwetAc1.of(ratings(in), integers(in.get("categories")));
    return named(
        Stream.of(ac1),
        "percent_agreement",
        ac1.map(GwetAc1::percentAgreement),
        "within_one",
        ac1.map(GwetAc1::withinOne),
        "chance_agreement",
        ac1.map(GwetAc1::chanceAgreement),
        "ac1",
        ac1.map(GwetAc1::ac1));
  }

  private static Object self(JsonNode in) {
    var categories = integers(in.get("categories"));
    var all = new ArrayList<SelfAgreement.Repeat>();
    var raters = new HashMap<String, Object>();
    in.get("raters")
        .properties()
        .forEach(rater -> {
          var repeats =
              rater
                  .getValue()
                  .valueStream()
                  .map(it -> new SelfAgreement.Repeat(it.get(0).asInt(), it.get(1).asInt()))
                  .toList();
          all.addAll(repeats);
          raters.put(rater.getKey(), self(SelfAgreement.of(repeats, categories, level(in))));
        });
    return named("raters", raters, "pooled", self(SelfAgreement.of(all, categories, level(in))));
  }

  private static Object self(SelfAgreement agreement) {
    return named(
        Stream.of(agreement.share(), agreement.quadraticKappa()),
        "repeats",
        agreement.repeats(),
        "same",
        agreement.same(),
        "share",
        agreement.share().map(IntervalEstimate::value),
        "lower",
        agreement.share().map(it -> it.interval().lower()),
        "upper",
        agreement.share().map(it -> it.interval().upper()),
        "mean_absolute_difference",
        agreement.meanDistance(),
        "kappa_quadratic",
        agreement.quadraticKappa());
  }

  private static Object counts(JsonNode in) {
    var plan = plan(in);
    if (plan.refusal().isPresent()) {
      return named("refused", token(plan.refusal().get()));
    }
    // What the numbers promise, the lists drawn by them have to keep.
    for (long seed = 0; seed < 20; seed++) {
      var assignment = Assignment.drawn(plan, seed);
      if (!assignment.faults(plan).isEmpty()
          || assignment.lists().stream().mapToInt(List::size).sum() != plan.positions()) {
        throw new AssertionError("faults " + assignment.faults(plan) + " in " + assignment);
      }
    }
    return named(
        "base_ratings", plan.baseRatings(),
        "load_min", plan.leastLoad(),
        "load_max", plan.mostLoad(),
        "raters_with_load_min", plan.ratersWithLeastLoad(),
        "raters_with_load_max", plan.ratersWithMostLoad(),
        "repeats_at_load_min", plan.repeats(plan.leastLoad()),
        "repeats_at_load_max", plan.repeats(plan.mostLoad()),
        "hidden_repeats", plan.hiddenRepeats(),
        "positions", plan.positions());
  }

  private static Object check(JsonNode in) {
    var lists = in.get("lists").valueStream().map(FixtureRaters::integers).toList();
    var faults = new Assignment(lists).faults(plan(in));
    return named("faults", faults.stream().map(StatisticsFixtureTest::token).sorted().toList());
  }

  private static AssignmentPlan plan(JsonNode in) {
    return new AssignmentPlan(
        in.get("raters").asInt(),
        in.get("images").asInt(),
        in.get("ratings").asInt(),
        in.get("repeat_percent").asInt(),
        in.get("distance").asInt());
  }

  private static Ratings ratings(JsonNode in) {
    return new Ratings(
        in.get("units")
            .valueStream()
            .map(row -> row.valueStream().filter(it -> !it.isNull()).map(JsonNode::asInt).toList())
            .toList());
  }

  private static Scale scale(JsonNode in) {
    return Scale.valueOf(in.get("scale").asString().toUpperCase(Locale.ROOT));
  }

  private static List<Integer> integers(JsonNode list) {
    return list.valueStream().map(JsonNode::asInt).toList();
  }
}
