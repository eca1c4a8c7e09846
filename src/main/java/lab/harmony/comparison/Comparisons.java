package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    var paired = raw.stream().filter(one -> one.success().isPresent()).toList();
    var successP =
        Holm.adjust(paired.stream().mapToDouble(one -> one.success().orElseThrow().p()).toArray());
    var pointsP =
        Holm.adjust(paired.stream().mapToDouble(one -> one.points().orElseThrow().p()).toArray());
    var all = new ArrayList<Comparison>();
    int next = 0;
    for (var one : raw) {
      if (one.success().isEmpty()) {
        all.add(
            new Comparison(
                one.arm(),
                baseline,
                one.pairing(),
                Optional.empty(),
                new ComparisonVerdict.NoPairs(why(one, baseline))));
      } else {
        var numbers =
            new Comparison.Numbers(
                one.success().orElseThrow(),
                one.points().orElseThrow(),
                successP[next],
                pointsP[next]);
        all.add(
            new Comparison(
                one.arm(),
                baseline,
                one.pairing(),
                Optional.of(numbers),
                verdict(numbers, paired.size())));
        next++;
      }
    }
    return new Comparisons(baseline, all);
  }

  private static String why(Raw one, Arm baseline) {
    if (one.arm().faces().isEmpty() || baseline.faces().isEmpty()) {
      return "%s has no face"
          .formatted(one.arm().faces().isEmpty() ? one.arm().name() : baseline.name());
    }
    if (one.pairing().leftOut().stream().anyMatch(left -> left.why() == Unpaired.Why.NOT_SCORED)) {
      return "no two faces of one prompt and seed are both scored by " + baseline.judge().words();
    }
    return one.pairing().leftOut().stream()
            .anyMatch(left -> left.why() == Unpaired.Why.INTENDED_CONFLICT)
        ? "all pairs have a face that is meant to mix emotions"
        : "the two have no prompt and seed in common";
  }

  private static ComparisonVerdict verdict(Comparison.Numbers numbers, int together) {
    var success = numbers.success();
    var prompts = success.prompts();
    var counted = new Counted(prompts.pairs(), prompts.count());
    int needed = PairPlan.fewestPrompts(ALPHA / together);
    if (prompts.count() < needed) {
      return new ComparisonVerdict.TooFew(counted, needed);
    }
    if (numbers.successP() <= ALPHA) {
      var difference =
          new ComparisonVerdict.Difference(
              counted,
              success.difference(),
              success.interval().found(),
              numbers.successP(),
              together);
      return success.difference() > 0
          ? new ComparisonVerdict.Better(difference)
          : new ComparisonVerdict.Worse(difference);
    }
    var plan = new PairPlan(success, ALPHA / together);
    return new ComparisonVerdict.NotShown(counted, plan.detectable(), plan.more());
  }
}
