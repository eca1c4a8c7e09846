package lab.harmony.stats;

import static lab.harmony.stats.StatisticsFixtureTest.named;
import static lab.harmony.stats.StatisticsFixtureTest.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.stats.means.PredictionPoweredMean;
import lab.harmony.stats.multiplicity.BenjaminiHochberg;
import lab.harmony.stats.multiplicity.Holm;
import lab.harmony.stats.pairs.McNemar;
import lab.harmony.stats.pairs.NewcombePaired;
import lab.harmony.stats.pairs.PairedTable;
import lab.harmony.stats.pairs.Tango;
import lab.harmony.stats.planning.McNemarPower;
import lab.harmony.stats.planning.PairsNeeded;
import lab.harmony.stats.rates.ClopperPearson;
import lab.harmony.stats.rates.ConfidenceSequence;
import lab.harmony.stats.rates.DesignEffect;
import lab.harmony.stats.rates.NewcombeIndependent;
import lab.harmony.stats.rates.Wilson;
import tools.jackson.databind.JsonNode;

/// What computes the files about shares: one, two, paired, clustered, in a stream.
final class FixtureShares {

  private FixtureShares() {}

  static final Map<String, Function<JsonNode, Object>> PROPORTIONS =
      Map.of(
          "wilson", in -> share(in, Wilson.of(proportion(in, ""), level(in))),
          "clopper_pearson", in -> share(in, ClopperPearson.of(proportion(in, ""), level(in))),
          "newcombe_independent",
              in ->
                  estimate(
                      NewcombeIndependent.of(proportion(in, "1"), proportion(in, "2"), level(in))));

  static final Map<String, Function<JsonNode, Object>> PAIRED =
      Map.of(
          "mcnemar",
          in -> {
            var p = McNemar.of(in.get("b").asInt(), in.get("c").asInt());
            return named("p_exact", p.exact(), "p_mid", p.mid());
          },
          "paired_difference_newcombe",
          in -> {
            var paired = NewcombePaired.of(table(in), level(in));
            return named(
                Stream.of(paired),
                "estimate",
                paired.map(NewcombePaired::difference),
                "phi",
                paired.map(NewcombePaired::phi),
                "lower",
                paired.map(it -> it.interval().lower()),
                "upper",
                paired.map(it -> it.interval().upper()));
          },
          "paired_difference_tango",
          in -> estimate(Tango.of(table(in), level(in))));

  static final Map<String, Function<JsonNode, Object>> POWER =
      Map.of(
          "pairs_needed",
          in -> {
            var pairs =
                PairsNeeded.of(
                    number(in, "p10"), number(in, "p01"), number(in, "alpha"), number(in, "power"));
            return named(
                Stream.of(pairs),
                "connor",
                pairs.map(PairsNeeded::connor),
                "connor_pairs",
                pairs.map(PairsNeeded::connorPairs),
                "miettinen",
                pairs.map(PairsNeeded::miettinen),
                "miettinen_pairs",
                pairs.map(PairsNeeded::miettinenPairs));
          },
          "exact_power",
          in -> {
            var power = power(in).at(in.get("n").asInt());
            return named(
                "power", power.power(),
                "power_first_better", power.firstBetter(),
                "power_second_better", power.secondBetter());
          },
          "first_pairs_with_exact_power",
          in -> {
            var first = power(in).firstPairs(number(in, "power"), 20_000).orElseThrow();
            return named("pairs", first.pairs(), "power_there", first.power());
          });

  static final Map<String, Function<JsonNode, Object>> CLUSTERED =
      Map.of(
          "clustered_proportion",
          in -> {
            var clusters =
                in.get("clusters")
                    .valueStream()
                    .map(it -> new Proportion(it.get(0).asInt(), it.get(1).asInt()))
                    .toList();
            var all = DesignEffect.of(clusters, level(in)).orElseThrow();
            var effect = all.effect();
            Answer<Double> correlation =
                switch (effect) {
                  case Answer.Found<DesignEffect.Effect>(var found) -> found.correlation();
                  case Answer.Missing<DesignEffect.Effect>(var reason) -> Answer.missing(reason);
                };
            return named(
                Stream.of(effect, correlation),
                "n",
                all.trials(),
                "estimate",
                all.share(),
                "mean_size",
                all.meanSize(),
                "weighted_size",
                all.weightedSize(),
                "icc",
                correlation,
                "deff_icc_raw",
                effect.map(DesignEffect.Effect::byCorrelation),
                "deff_icc",
                effect.map(DesignEffect.Effect::designEffect),
                "deff_variance",
                effect.map(DesignEffect.Effect::byVariance),
                "effective_n",
                effect.map(DesignEffect.Effect::effectiveTrials),
                "interval",
                effect.map(DesignEffect.Effect::interval));
          });

  static final Map<String, Function<JsonNode, Object>> SEQUENCES =
      Map.of(
          "bernoulli",
          in -> {
            var at = in.get("at").valueStream().map(JsonNode::asInt).toList();
            var rows = new ArrayList<Map<String, Object>>();
            var known = ConfidenceSequence.start(number(in, "alpha"));
            for (char outcome : in.get("outcomes").asString().toCharArray()) {
              known = known.then(outcome == '1');
              if (at.contains(known.n())) {
                rows.add(
                    named(
                        "n", known.n(),
                        "successes", known.successes(),
                        "estimate", known.share(),
                        "lower", known.interval().lower(),
                        "upper", known.interval().upper(),
                        "running", known.running(),
                        "log_e_half", known.logE(),
                        "anytime_p_half", known.anytimeP()));
              }
            }
            return rows;
          });

  static final Map<String, Function<JsonNode, Object>> COMPARISONS =
      Map.of(
          "adjust",
          in -> {
            var p = numbers(in.get("p"));
            return named(
                "holm",
                list(Holm.adjust(p)),
                "benjamini_hochberg",
                list(BenjaminiHochberg.adjust(p)));
          });

  static final Map<String, Function<JsonNode, Object>> PREDICTION_POWERED =
      Map.of(
          "ppi_mean",
          in -> {
            var answer =
                PredictionPoweredMean.of(
                    numbers(in.get("labels")),
                    numbers(in.get("machine")),
                    numbers(in.get("machine_more")),
                    level(in));
            return switch (answer) {
              case Answer.Missing<PredictionPoweredMean>(var reason) ->
                  named(
                      "classical",
                      null,
                      "ppi",
                      null,
                      "tuned",
                      null,
                      "lambda",
                      null,
                      "reason",
                      token(reason));
              case Answer.Found<PredictionPoweredMean>(var mean) ->
                  named(
                      "classical", mean(mean.classical()),
                      "ppi", mean(mean.full()),
                      "tuned", mean(mean.tuned()),
                      "lambda_raw", mean.bestWeight(),
                      "lambda", mean.weight());
            };
          });

  private static Object mean(PredictionPoweredMean.Mean mean) {
    return named(
        "estimate", mean.estimate(),
        "standard_error", mean.standardError(),
        "lower", mean.interval().lower(),
        "upper", mean.interval().upper());
  }

  private static Object share(JsonNode in, Answer<Interval> interval) {
    return named(
        Stream.of(interval),
        "estimate",
        proportion(in, "").share(),
        "lower",
        interval.map(Interval::lower),
        "upper",
        interval.map(Interval::upper));
  }

  static Object estimate(Answer<IntervalEstimate> estimate) {
    return named(
        Stream.of(estimate),
        "estimate",
        estimate.map(IntervalEstimate::value),
        "lower",
        estimate.map(it -> it.interval().lower()),
        "upper",
        estimate.map(it -> it.interval().upper()));
  }

  private static McNemarPower power(JsonNode in) {
    return McNemarPower.of(
            number(in, "p10"),
            number(in, "p01"),
            number(in, "alpha"),
            in.get("mid").asBoolean() ? McNemarPower.Test.MID_P : McNemarPower.Test.EXACT)
        .orElseThrow();
  }

  private static Proportion proportion(JsonNode in, String which) {
    return new Proportion(in.get("x" + which).asInt(), in.get("n" + which).asInt());
  }

  private static PairedTable table(JsonNode in) {
    return new PairedTable(
        in.get("a").asInt(), in.get("b").asInt(), in.get("c").asInt(), in.get("d").asInt());
  }

  static ConfidenceLevel level(JsonNode in) {
    return new ConfidenceLevel(number(in, "level"));
  }

  static double number(JsonNode in, String name) {
    return in.get(name).asDouble();
  }

  static double[] numbers(JsonNode list) {
    return list.valueStream().mapToDouble(JsonNode::asDouble).toArray();
  }

  static List<Double> list(double... values) {
    return Arrays.stream(values).boxed().toList();
  }
}
