package lab.harmony.stats;

import static lab.harmony.stats.FixtureShares.level;
import static lab.harmony.stats.FixtureShares.numbers;
import static lab.harmony.stats.StatisticsFixtureTest.named;
import static lab.harmony.stats.StatisticsFixtureTest.token;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.stats.ranks.Correlation;
import lab.harmony.stats.ranks.HodgesLehmann;
import lab.harmony.stats.ranks.SampledSignFlip;
import lab.harmony.stats.ranks.SignFlip;
import lab.harmony.stats.ranks.Signs;
import lab.harmony.stats.ranks.Wilcoxon;
import lab.harmony.stats.resampling.BootstrapMean;
import lab.harmony.stats.resampling.ClusterBootstrap;
import lab.harmony.stats.resampling.Resamples;
import tools.jackson.databind.JsonNode;

/// What computes the files about points of pairs and about orders of two rows.
final class FixturePoints {

  private FixturePoints() {}

  static final Map<String, Function<JsonNode, Object>> PAIRED =
      Map.of(
          "bootstrap_mean",
          FixturePoints::bootstrap,
          "sign_flip_exact",
          in -> signFlip(SignFlip.exact(points(in)), in.get("d").size()),
          "cluster_sign_flip",
          in -> signFlip(SignFlip.exactOfClusters(clusters(in)), in.get("clusters").size()),
          "sign_flip_sampled",
          in -> {
            var rows = in.get("signs").valueStream().map(JsonNode::asString).toList();
            var sampled = SampledSignFlip.of(points(in), new Signs.Given(rows)).orElseThrow();
            return named(
                "extreme_two_sided", sampled.farther(),
                "extreme_greater", sampled.greater(),
                "resamples", sampled.choices(),
                "p_two_sided", sampled.twoSidedP(),
                "p_greater", sampled.greaterP());
          },
          "wilcoxon",
          FixturePoints::wilcoxon,
          "hodges_lehmann",
          FixturePoints::hodgesLehmann,
          "cluster_bootstrap",
          in -> {
            var all = ClusterBootstrap.of(clusters(in), resamples(in), level(in)).orElseThrow();
            return named(
                Stream.of(all.intervals()),
                "pooled_mean",
                all.pooledMean(),
                "mean_of_prompt_means",
                all.meanOfMeans(),
                "pooled_interval",
                all.intervals().map(ClusterBootstrap.Intervals::pooledMean),
                "prompt_means_interval",
                all.intervals().map(ClusterBootstrap.Intervals::meanOfMeans));
          });

  static final Map<String, Function<JsonNode, Object>> RANKED =
      Map.of(
          "rank_correlation",
          in ->
              named(
                  "spearman", correlation(Correlation.Kind.SPEARMAN, in),
                  "kendall_tau_b", correlation(Correlation.Kind.KENDALL_TAU_B, in)));

  private static Object bootstrap(JsonNode in) {
    var mean = BootstrapMean.of(points(in), resamples(in), level(in));
    return named(
        Stream.of(mean.percentile(), mean.bca(), mean.bias(), mean.acceleration()),
        "mean",
        mean.mean(),
        "percentile",
        mean.percentile(),
        "bca",
        mean.bca(),
        "z0",
        mean.bias(),
        "acceleration",
        mean.acceleration());
  }

  private static Object signFlip(Answer<SignFlip> answer, int signs) {
    return switch (answer) {
      case Answer.Missing<SignFlip>(var reason) ->
          named("p_two_sided", null, "p_greater", null, "reason", token(reason));
      case Answer.Found<SignFlip>(var p) ->
          named(
              "extreme_two_sided", count(p.twoSided(), signs),
              "extreme_greater", count(p.greater(), signs),
              "assignments", 1L << signs,
              "p_two_sided", p.twoSided(),
              "p_greater", p.greater());
    };
  }

  /// How many of all choices of signs a probability stands for.
  private static double count(double p, int signs) {
    return Math.scalb(p, signs);
  }

  private static Object wilcoxon(JsonNode in) {
    var zeros = Wilcoxon.Zeros.valueOf(in.get("zeros").asString().toUpperCase(Locale.ROOT));
    var wilcoxon = Wilcoxon.of(points(in), zeros);
    var map =
        named(
            Stream.of(wilcoxon.exact(), wilcoxon.normal()),
            "n_used",
            wilcoxon.used(),
            "w_plus",
            wilcoxon.positive(),
            "w_minus",
            wilcoxon.negative(),
            "p_exact",
            wilcoxon.exact(),
            "z",
            wilcoxon.normal().map(Wilcoxon.Normal::z),
            "p_normal",
            wilcoxon.normal().map(Wilcoxon.Normal::p),
            "p_normal_corrected",
            wilcoxon.normal().map(Wilcoxon.Normal::corrected));
    if (wilcoxon.used() > 0) {
      map.put("extreme", count(wilcoxon.exact().orElseThrow(), wilcoxon.used()));
      map.put("assignments", 1L << wilcoxon.used());
    }
    return map;
  }

  private static Object hodgesLehmann(JsonNode in) {
    var answer = HodgesLehmann.of(points(in), level(in));
    Answer<HodgesLehmann.Ends> ends =
        switch (answer) {
          case Answer.Found<HodgesLehmann>(var found) -> found.ends();
          case Answer.Missing<HodgesLehmann>(var reason) -> Answer.missing(reason);
        };
    var map =
        named(
            Stream.of(ends),
            "estimate",
            answer.map(HodgesLehmann::estimate),
            "lower",
            ends.map(it -> it.interval().lower()),
            "upper",
            ends.map(it -> it.interval().upper()),
            "achieved_level",
            ends.map(HodgesLehmann.Ends::achievedLevel));
    ends.found().ifPresent(it -> map.put("k", it.k()));
    return map;
  }

  private static Object correlation(Correlation.Kind kind, JsonNode in) {
    var x = numbers(in.get("x"));
    var y = numbers(in.get("y"));
    var correlation = Correlation.of(kind, x, y, level(in));
    var map =
        named(
            Stream.of(correlation.interval()),
            "estimate",
            correlation.r(),
            "lower",
            correlation.interval().map(Interval::lower),
            "upper",
            correlation.interval().map(Interval::upper));
    if (!in.get("indices").isEmpty()) {
      var resampled = Correlation.bootstrap(kind, x, y, resamples(in), level(in));
      map.put("bootstrap", StatisticsFixtureTest.plain(resampled.interval()));
      map.put("undefined_resamples", resampled.undefinedResamples());
    }
    return map;
  }

  static Resamples resamples(JsonNode in) {
    return new Resamples.Given(
        in.get("indices")
            .valueStream()
            .map(row -> row.valueStream().map(JsonNode::asInt).toList())
            .toList());
  }

  private static int[] points(JsonNode in) {
    return Arrays.stream(numbers(in.get("d"))).mapToInt(it -> (int) it).toArray();
  }

  private static List<int[]> clusters(JsonNode in) {
    return in.get("clusters")
        .valueStream()
        .map(row -> row.valueStream().mapToInt(JsonNode::asInt).toArray())
        .toList();
  }
}
