package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import lab.harmony.comparison.ComparisonVerdict.Counted;
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

  private static double[] adjusted(List<Raw> raw, ToDoubleFunction<PairedSuccess> p) {
    return Holm.adjust(
        raw.stream().mapToDouble(one -> one.success().map(p::applyAsDouble).orElse(1.0)).toArray());
  }

  private static ComparisonVerdict verdict(Comparison.Numbers numbers, boolean inRounds) {
    if (numbers.successP() <= ALPHA) {
      return ofSmallP(numbers, inRounds);
    }
    var success = numbers.success();
    var counted = new Counted(success.prompts().pairs(), success.prompts().count());
    double alpha = ALPHA / numbers.together();
    int needed = PairPlan.fewestPrompts(alpha);
    if (counted.prompts() < needed) {
      return new ComparisonVerdict.TooFew(counted, needed, numbers.together());
    }
    var plan = new PairPlan(success, alpha);
    return new ComparisonVerdict.NotShown(
        counted, plan.detectable(), plan.more(), numbers.together());
  }

  /// Shown where the interval agrees, and with pairs that came in rounds the other p too.
  static ComparisonVerdict ofSmallP(Comparison.Numbers numbers, boolean inRounds) {
    var success = numbers.success();
    var difference =
        new ComparisonVerdict.Difference(
            new Counted(success.prompts().pairs(), success.prompts().count()),
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
