package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import lab.harmony.comparison.ComparisonVerdict.Counted;
import lab.harmony.stats.Holm;

/// Several arms against one baseline, shown together: what is called different among them is so by
/// Holm's method, so that one false "different" among all comes at most as often as one in twenty.
public record Comparisons(Arm baseline, List<Comparison> all) {

  /// How often "different" may be said wrongly, over all that is shown together.
  static final double ALPHA = 0.05;

  public Comparisons {
    all = List.copyOf(all);
  }

  private record Raw(
      Arm arm, Pairing pairing, Optional<PairedSuccess> success, Optional<PairedPoints> points) {}

  /// @throws IllegalArgumentException if the arms were scored by different judges
  public static Comparisons of(Arm baseline, List<Arm> others) {
    return of(baseline, others, false);
  }

  /// @param again whether somebody looked at an answer before, of other scores or fewer faces: then
  ///   only a p that may be looked at after every pair shows something
  /// @throws IllegalArgumentException if the arms were scored by different judges
  static Comparisons of(Arm baseline, List<Arm> others, boolean again) {
    var raw = new ArrayList<Raw>();
    for (var arm : others) {
      var pairing = Pairing.of(arm, baseline);
      var pairs = pairing.byPrompt();
      raw.add(
          pairs.isEmpty()
              ? new Raw(arm, pairing, Optional.empty(), Optional.empty())
              : new Raw(
                  arm,
                  pairing,
                  Optional.of(PairedSuccess.of(pairs)),
                  Optional.of(PairedPoints.of(pairs))));
    }
    // One that has no pair yet was asked for like the others, and counts as one that shows nothing.
    var successP = adjusted(raw, PairedSuccess::p);
    var anytimeP = adjusted(raw, PairedSuccess::anytimeP);
    var pointsP =
        Holm.adjust(
            raw.stream()
                .mapToDouble(one -> one.points().map(PairedPoints::p).orElse(1.0))
                .toArray());
    var all = new ArrayList<Comparison>();
    for (int at = 0; at < raw.size(); at++) {
      var one = raw.get(at);
      var numbers =
          one.success().isEmpty()
              ? Optional.<Comparison.Numbers>empty()
              : Optional.of(
                  new Comparison.Numbers(
                      one.success().get(),
                      one.points().orElseThrow(),
                      successP[at],
                      anytimeP[at],
                      pointsP[at],
                      raw.size()));
      all.add(
          new Comparison(
              one.arm(),
              baseline,
              one.pairing(),
              numbers,
              numbers
                  .map(it -> verdict(it, again || one.pairing().inRounds(baseline.judge())))
                  .orElseGet(() -> new ComparisonVerdict.NoPairs(why(one, baseline)))));
    }
    return new Comparisons(baseline, all);
  }

  private static double[] adjusted(List<Raw> raw, ToDoubleFunction<PairedSuccess> p) {
    return Holm.adjust(
        raw.stream().mapToDouble(one -> one.success().map(p::applyAsDouble).orElse(1.0)).toArray());
  }

  private static String why(Raw one, Arm baseline) {
    if (one.arm().faces().isEmpty() || baseline.faces().isEmpty()) {
      return "%s has no face"
          .formatted(one.arm().faces().isEmpty() ? one.arm().name() : baseline.name());
    }
    if (one.pairing().leftOut().stream().anyMatch(left -> left.why() == Unpaired.Why.IN_BOTH)) {
      return "faces of the one are those of the other, and what is left has no prompt and seed in common";
    }
    if (one.pairing().leftOut().stream().anyMatch(left -> left.why() == Unpaired.Why.NOT_SCORED)) {
      return "no two faces of one prompt and seed are both scored by " + baseline.judge().words();
    }
    return one.pairing().leftOut().stream()
            .anyMatch(left -> left.why() == Unpaired.Why.INTENDED_CONFLICT)
        ? "all pairs have a face that is meant to mix emotions"
        : "the two have no prompt and seed in common";
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
