package lab.harmony.comparison;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.arms.Trait;
import lab.harmony.comparison.counted.ComparisonVerdict;
import lab.harmony.comparison.counted.MorePairs;
import lab.harmony.comparison.counted.PairedPoints;
import lab.harmony.comparison.counted.PairedSuccess;

/// One arm against another: the pairs, what they say, and the verdict. Several of them that are
/// shown together are made together: see [Comparisons].
///
/// @param first the arm that is asked about
/// @param second the arm that it is compared with
/// @param rounds whether its pairs came or were looked at in several rounds
/// @param numbers empty without a pair
/// @param verdict on the share of perfect faces
public record Comparison(
    Arm first,
    Arm second,
    Pairing pairing,
    boolean rounds,
    Optional<Numbers> numbers,
    ComparisonVerdict verdict) {

  /// What the pairs say.
  ///
  /// @param successP p of the perfect faces, adjusted for all comparisons that are shown together
  /// @param anytimeP the p of the perfect faces that may be looked at after every pair, adjusted
  ///   likewise
  /// @param pointsP p of the points, adjusted likewise
  /// @param together how many comparisons are shown together
  public record Numbers(
      PairedSuccess success,
      PairedPoints points,
      double successP,
      double anytimeP,
      double pointsP,
      int together) {}

  /// The verdict in one sentence.
  public String sentence() {
    return verdict.sentence(first.name(), second.name());
  }

  /// In what the arms differ, which is what is compared: `what draws`; nothing where they are the
  /// same in all.
  public String decidedBy() {
    return List.of(Trait.values()).stream()
        .filter(pairing.apart()::contains)
        .map(Trait::label)
        .collect(Collectors.joining(", "));
  }

  /// What was left out, in words; empty where every face of both arms is in a pair.
  public List<String> leftOut() {
    return pairing.leftOut().stream().map(Unpaired::words).toList();
  }

  /// How many pairs more of the same prompts would show the difference that was seen; empty where
  /// it is shown, or more seeds would not do.
  public Optional<Integer> missing() {
    return verdict instanceof ComparisonVerdict.NotShown(_, _, var more, _)
            && more instanceof MorePairs.OfSamePrompts(var pairs)
            && !pairing.apart().contains(Trait.SEED)
        ? Optional.of(pairs)
        : Optional.empty();
  }

  public ArmJudge judge() {
    return first.judge();
  }
}
