package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lab.harmony.comparison.counted.ComparisonVerdict;
import lab.harmony.comparison.counted.ComparisonVerdict.Counted;
import lab.harmony.comparison.counted.CountedPair;
import lab.harmony.comparison.counted.PairPlan;
import lab.harmony.comparison.counted.PairedPoints;
import lab.harmony.comparison.counted.PairedSuccess;
import lab.harmony.stats.multiplicity.Holm;

/// Answers that are looked at together, from what counts of their pairs alone: what is called
/// different among them is so by Holm's method, so that one false "different" among all comes at
/// most as often as one in twenty.
public final class AskedTogether {

  /// How often "different" may be said wrongly, over all that is shown together.
  static final double ALPHA = 0.05;

  private AskedTogether() {}

  /// One arm against another.
  ///
  /// @param byPrompt its pairs, those of one prompt together; none where there is no pair
  /// @param rounds whether pairs came in several rounds, or an answer of other scores or fewer
  ///   faces was looked at before: then only a p that may be looked at after every pair shows
  ///   something
  public record ArmPairs(List<List<CountedPair>> byPrompt, boolean rounds) {
    public ArmPairs {
      byPrompt = byPrompt.stream().map(List::copyOf).toList();
    }
  }

  /// What the pairs of one arm say.
  public record Answered(Comparison.Numbers numbers, ComparisonVerdict verdict) {}

  /// What one of several says among all of them.
  ///
  /// @param own what its pairs say, and among those that it was asked with
  /// @param p that of its perfect faces, adjusted for all
  /// @param anytimeP the one that may be looked at after every pair, adjusted likewise
  /// @param shown whether it is called different among all
  /// @param word the verdict among all, in one or two words
  public record Among(Answered own, double p, double anytimeP, boolean shown, String word) {}

  private record Raw(Optional<PairedSuccess> success, Optional<PairedPoints> points) {

    static Raw of(List<List<CountedPair>> pairs) {
      return pairs.isEmpty()
          ? new Raw(Optional.empty(), Optional.empty())
          : new Raw(Optional.of(PairedSuccess.of(pairs)), Optional.of(PairedPoints.of(pairs)));
    }
  }

  /// @return empty for an arm without a pair, which was asked for like the others and counts as one
  ///   that shows nothing
  public static List<Optional<Answered>> of(List<ArmPairs> arms) {
    var raw = arms.stream().map(arm -> Raw.of(arm.byPrompt())).toList();
    var successP = adjusted(raw, PairedSuccess::p);
    var anytimeP = adjusted(raw, PairedSuccess::anytimeP);
    var pointsP =
        Holm.adjust(
            raw.stream()
                .mapToDouble(one -> one.points().map(PairedPoints::p).orElse(1.0))
                .toArray());
    var all = new ArrayList<Optional<Answered>>();
    for (int at = 0; at < raw.size(); at++) {
      var one = raw.get(at);
      if (one.success().isEmpty()) {
        all.add(Optional.empty());
      } else {
        var numbers =
            new Comparison.Numbers(
                one.success().get(),
                one.points().orElseThrow(),
                successP[at],
                anytimeP[at],
                pointsP[at],
                raw.size());
        all.add(Optional.of(new Answered(numbers, verdict(numbers, arms.get(at).rounds()))));
      }
    }
    return List.copyOf(all);
  }

  /// What arms say among all of these that were counted in several places already: nothing is
  /// counted again.
  ///
  /// @param arms empty for one that shows nothing, for lack of pairs or because it cannot be
  ///   counted
  /// @param rounds of each whether its pairs came in several rounds, as in [ArmPairs]
  public static List<Optional<Among>> among(List<Optional<Answered>> arms, List<Boolean> rounds) {
    var successP = raw(arms, PairedSuccess::p);
    var anytimeP = raw(arms, PairedSuccess::anytimeP);
    return IntStream.range(0, arms.size())
        .mapToObj(at ->
            arms.get(at)
                .map(own -> {
                  var numbers = own.numbers();
                  var all =
                      new Comparison.Numbers(
                          numbers.success(),
                          numbers.points(),
                          successP[at],
                          anytimeP[at],
                          numbers.pointsP(),
                          arms.size());
                  var verdict = unplanned(all, rounds.get(at));
                  return new Among(
                      own,
                      successP[at],
                      anytimeP[at],
                      verdict.filter(ComparisonVerdict::isShown).isPresent(),
                      verdict.map(ComparisonVerdict::word).orElse(ComparisonVerdict.NOT_SHOWN));
                }))
        .toList();
  }

  private static double[] raw(List<Optional<Answered>> arms, ToDoubleFunction<PairedSuccess> p) {
    return Holm.adjust(
        arms.stream()
            .mapToDouble(arm -> arm.map(it -> p.applyAsDouble(it.numbers().success())).orElse(1.0))
            .toArray());
  }

  private static double[] adjusted(List<Raw> raw, ToDoubleFunction<PairedSuccess> p) {
    return Holm.adjust(
        raw.stream().mapToDouble(one -> one.success().map(p::applyAsDouble).orElse(1.0)).toArray());
  }

  private static ComparisonVerdict verdict(Comparison.Numbers numbers, boolean inRounds) {
    return unplanned(numbers, inRounds)
        .orElseGet(() -> {
          var plan = new PairPlan(numbers.success(), ALPHA / numbers.together());
          return new ComparisonVerdict.NotShown(
              counted(numbers), plan.detectable(), plan.more(), numbers.together());
        });
  }

  /// Empty where nothing is shown that enough prompts could have shown, which takes a plan to say
  /// in full.
  private static Optional<ComparisonVerdict> unplanned(
      Comparison.Numbers numbers, boolean inRounds) {
    if (numbers.successP() <= ALPHA) {
      return Optional.of(ofSmallP(numbers, inRounds));
    }
    int needed = PairPlan.fewestPrompts(ALPHA / numbers.together());
    var counted = counted(numbers);
    return counted.prompts() < needed
        ? Optional.of(new ComparisonVerdict.TooFew(counted, needed, numbers.together()))
        : Optional.empty();
  }

  private static Counted counted(Comparison.Numbers numbers) {
    var prompts = numbers.success().prompts();
    return new Counted(prompts.pairs(), prompts.count());
  }

  /// Shown where the interval agrees, and with pairs that came in rounds the other p too.
  static ComparisonVerdict ofSmallP(Comparison.Numbers numbers, boolean inRounds) {
    var success = numbers.success();
    var difference =
        new ComparisonVerdict.Difference(
            counted(numbers),
            success.difference(),
            success.interval().found(),
            numbers.successP(),
            numbers.anytimeP(),
            inRounds,
            numbers.together());
    if (success.interval().found().filter(it -> it.contains(0)).isPresent()) {
      return new ComparisonVerdict.Doubted(difference, ComparisonVerdict.Doubt.INTERVAL);
    }
    if (inRounds && numbers.anytimeP() > ALPHA) {
      return new ComparisonVerdict.Doubted(difference, ComparisonVerdict.Doubt.LOOKS);
    }
    return success.difference() > 0
        ? new ComparisonVerdict.Better(difference)
        : new ComparisonVerdict.Worse(difference);
  }
}
