package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import lab.harmony.comparison.AskedTogether.Answered;
import lab.harmony.comparison.AskedTogether.ArmPairs;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.counted.ComparisonVerdict;

/// Several arms against one baseline, shown together.
public record Comparisons(Arm baseline, List<Comparison> all) {

  public Comparisons {
    all = List.copyOf(all);
  }

  /// @throws IllegalArgumentException if the arms were scored by different judges
  public static Comparisons of(Arm baseline, List<Arm> others) {
    return of(baseline, others, false, Integer.MAX_VALUE, (_, _) -> false);
  }

  /// @param again whether somebody looked at an answer before, of other scores or fewer faces: then
  ///   only a p that may be looked at after every pair shows something
  /// @param most so many pairs are counted at most, of all arms together
  /// @param alike whether two faces look the same, so that their pair says nothing
  /// @throws IllegalArgumentException in words, if the arms were scored by different judges, or
  ///   there are more pairs
  static Comparisons of(
      Arm baseline,
      List<Arm> others,
      boolean again,
      int most,
      BiPredicate<ArmFace, ArmFace> alike) {
    var pairings = others.stream().map(arm -> Pairing.of(arm, baseline, alike)).toList();
    long pairs = pairings.stream().mapToLong(pairing -> pairing.pairs().size()).sum();
    if (pairs > most) {
      throw new IllegalArgumentException(
          "These arms have %,d pairs, and at most %,d are counted and kept here. Ask %s."
              .formatted(
                  pairs,
                  most,
                  others.size() > 1
                      ? "fewer arms in one cell, or parts of them such as one scale"
                      : "parts of the arms, such as one scale or one archetype"));
    }
    var asked =
        pairings.stream()
            .map(pairing ->
                new ArmPairs(pairing.counted(), again || pairing.inRounds(baseline.judge())))
            .toList();
    var answered = AskedTogether.of(asked);
    var all = new ArrayList<Comparison>();
    for (int at = 0; at < pairings.size(); at++) {
      var arm = others.get(at);
      var pairing = pairings.get(at);
      all.add(
          new Comparison(
              arm,
              baseline,
              pairing,
              asked.get(at).rounds(),
              answered.get(at).map(Answered::numbers),
              answered
                  .get(at)
                  .map(Answered::verdict)
                  .orElseGet(() -> new ComparisonVerdict.NoPairs(why(arm, pairing, baseline)))));
    }
    return new Comparisons(baseline, all);
  }

  private static String why(Arm arm, Pairing pairing, Arm baseline) {
    if (arm.faces().isEmpty() || baseline.faces().isEmpty()) {
      return "%s has no face".formatted(arm.faces().isEmpty() ? arm.name() : baseline.name());
    }
    if (pairing.leftOut().stream().anyMatch(left -> left.why() == Unpaired.Why.IN_BOTH)) {
      return "faces of the one are those of the other, and what is left has no prompt and seed in common";
    }
    int alike = pairing.pairs(Unpaired.Why.ALIKE);
    var others = ofOthers(pairing, alike > 0, baseline);
    if (alike == 0) {
      return others.orElse("the two have no prompt and seed in common");
    }
    return others
        .map(words ->
            "%s, pixel for pixel, and %s"
                .formatted(
                    alike == 1
                        ? "the two faces of 1 pair are the same picture"
                        : "the two faces of %,d pairs are the same picture".formatted(alike),
                    words))
        .orElse("the faces of the two are the same pictures, pixel for pixel");
  }

  private static Optional<String> ofOthers(Pairing pairing, boolean others, Arm baseline) {
    if (pairing.pairs(Unpaired.Why.NOT_SCORED) > 0) {
      return Optional.of(
          "no two faces of %s are both scored by %s"
              .formatted(others ? "the others" : "one prompt and seed", baseline.judge().words()));
    }
    return pairing.pairs(Unpaired.Why.INTENDED_CONFLICT) > 0
        ? Optional.of(
            "all %s have a face that is meant to mix emotions"
                .formatted(others ? "others" : "pairs"))
        : Optional.empty();
  }
}
