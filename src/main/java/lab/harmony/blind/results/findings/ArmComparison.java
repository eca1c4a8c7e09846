package lab.harmony.blind.results.findings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.session.Unit;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.IntervalEstimate;
import lab.harmony.stats.Reason;
import lab.harmony.stats.means.ClusteredMean;
import lab.harmony.stats.ranks.SampledSignFlip;
import lab.harmony.stats.ranks.SignFlip;
import lab.harmony.stats.ranks.Signs;

/// Two arms on the same prompts and seeds.
///
/// @param first an arm, from 0
/// @param pairs prompts and seeds that both have answers for
/// @param prompts wordings behind which they stand
/// @param difference first minus second: of success rates for checklists; for pairs the preference
///   for the first minus that for the second. Missing with one prompt, or where all say the same
/// @param p of the exact test that exchanges the arms of whole prompts; for several comparisons
///   corrected by Holm
/// @param choices for pairs: first preferred, second preferred, equal, both bad; else empty
/// @param raters who judged them; where nobody judged both, nothing is compared
public record ArmComparison(
    int first,
    int second,
    int pairs,
    int prompts,
    Answer<IntervalEstimate> difference,
    Answer<Double> p,
    List<Integer> choices,
    Raters raters) {

  /// @param both raters who judged faces of both arms
  /// @param either raters who judged faces of one of them at least
  public record Raters(int both, int either) {

    static Raters of(int first, int second, List<Rated> counted) {
      var one = judged(first, counted);
      var other = judged(second, counted);
      int both = (int) one.stream().filter(other::contains).count();
      return new Raters(both, one.size() + other.size() - both);
    }

    private static Set<Integer> judged(int arm, List<Rated> counted) {
      return counted.stream()
          .filter(one -> one.unit().place(arm) >= 0)
          .map(Rated::rater)
          .collect(Collectors.toSet());
    }

    /// As the end of a list of what a claim rests on; empty where all judged both.
    public String words() {
      return both == either ? "" : ", %d of %d raters judged both".formatted(both, either);
    }
  }

  /// Divisible by all numbers of raters up to ten.
  private static final int SCALE = 2520;

  private static final long SEED = 20261129;
  private static final int SIGNS = 20_000;
  private static final double LEVEL = 0.05;

  /// Whether there is a difference: at 5 % by the exact test, and by the interval where there is
  /// one. Where the two do not agree nothing is shown.
  public boolean isShown() {
    return p.found().filter(value -> value <= LEVEL).isPresent()
        && difference.found().filter(it -> it.interval().contains(0)).isEmpty();
  }

  /// Whether all prompts say exactly the same, so that nothing tells how far the next would differ.
  public boolean isUnanimous() {
    return difference.whyMissing().filter(Reason.NO_VARIATION::equals).isPresent()
        && p.found().isPresent();
  }

  ArmComparison withP(double corrected) {
    return new ArmComparison(
        first, second, pairs, prompts, difference, Answer.of(corrected), choices, raters);
  }

  /// The mean points of each face by its raters, paired by what was asked for.
  public static ArmComparison ofFaces(int first, int second, List<Rated> firsts) {
    var counted = Rated.counted(firsts);
    var one = scaled(first, counted);
    var other = scaled(second, counted);
    var byPrompt = new LinkedHashMap<PromptPlace, List<Integer>>();
    one.forEach((asked, points) -> {
      var against = other.get(asked);
      if (against != null) {
        byPrompt.computeIfAbsent(asked.prompt(), _ -> new ArrayList<>()).add(points - against);
      }
    });
    int pairs = byPrompt.values().stream().mapToInt(List::size).sum();
    var raters = Raters.of(first, second, counted);
    return raters.both() == 0 && pairs > 0
        ? new ArmComparison(
            first,
            second,
            pairs,
            byPrompt.size(),
            Answer.missing(Reason.NO_COMMON_RATER),
            Answer.missing(Reason.NO_COMMON_RATER),
            List.of(),
            raters)
        : of(
            first,
            second,
            pairs,
            byPrompt,
            (double) Judgement.Points.MOST * SCALE,
            List.of(),
            raters);
  }

  /// The mean points of each face of an arm, as whole numbers.
  private static Map<Unit.Asked, Integer> scaled(int arm, List<Rated> counted) {
    var points = new LinkedHashMap<Unit.Asked, List<Integer>>();
    counted.stream()
        .filter(one -> one.unit().place(arm) >= 0)
        .forEach(one ->
            points
                .computeIfAbsent(one.unit().asked(), _ -> new ArrayList<>())
                .add(one.points().orElseThrow()));
    var means = new LinkedHashMap<Unit.Asked, Integer>();
    points.forEach((asked, all) ->
        means.put(
            asked,
            (int)
                Math.round(
                    (double) SCALE * all.stream().mapToInt(Integer::intValue).sum() / all.size())));
    return means;
  }

  /// What is preferred where both are shown, of pairs and of orders of several.
  public static ArmComparison ofPairs(int first, int second, List<Rated> firsts) {
    var own =
        Rated.counted(firsts).stream()
            .filter(one -> one.preference(first, second).isPresent())
            .toList();
    var byPrompt = new LinkedHashMap<PromptPlace, List<Integer>>();
    own.forEach(one ->
        byPrompt
            .computeIfAbsent(one.unit().prompt(), _ -> new ArrayList<>())
            .add(one.preference(first, second).orElseThrow()));
    var preferences = own.stream().map(one -> one.preference(first, second).orElseThrow()).toList();
    int bothBad = (int) own.stream().filter(ArmComparison::bothBad).count();
    int pairs = (int) own.stream().map(one -> one.unit().number()).distinct().count();
    return of(
        first,
        second,
        pairs,
        byPrompt,
        1,
        List.of(
            Collections.frequency(preferences, 1),
            Collections.frequency(preferences, -1),
            Collections.frequency(preferences, 0) - bothBad,
            bothBad),
        Raters.of(first, second, own));
  }

  private static boolean bothBad(Rated one) {
    return one.judgement() instanceof Judgement.Preference(var better)
        && better == Judgement.Better.BOTH_BAD;
  }

  private static ArmComparison of(
      int first,
      int second,
      int pairs,
      Map<PromptPlace, List<Integer>> byPrompt,
      double unit,
      List<Integer> choices,
      Raters raters) {
    int common =
        byPrompt.values().stream()
            .flatMap(List::stream)
            .mapToInt(Math::abs)
            .reduce(0, ArmComparison::divisor);
    int by = Math.max(1, common);
    var clusters =
        byPrompt.values().stream()
            .map(of -> of.stream().mapToInt(value -> value / by).toArray())
            .toList();
    Answer<IntervalEstimate> difference =
        ClusteredMean.of(clusters, ConfidenceLevel.PERCENT_95)
            .map(found ->
                new IntervalEstimate(
                    found.value() * by / unit,
                    new Interval(
                        Math.max(-1, found.interval().lower() * by / unit),
                        Math.min(1, found.interval().upper() * by / unit))));
    return new ArmComparison(
        first, second, pairs, clusters.size(), difference, p(clusters), choices, raters);
  }

  private static Answer<Double> p(List<int[]> clusters) {
    var exact = SignFlip.exactOfClusters(clusters);
    if (exact.found().isPresent() || clusters.isEmpty()) {
      return exact.map(SignFlip::twoSided);
    }
    var sums = clusters.stream().mapToInt(cluster -> IntStream.of(cluster).sum()).toArray();
    return SampledSignFlip.of(sums, new Signs.Drawn(SIGNS, SEED)).map(SampledSignFlip::twoSidedP);
  }

  private static int divisor(int one, int other) {
    return other == 0 ? one : divisor(other, one % other);
  }
}
