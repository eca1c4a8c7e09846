package lab.harmony.blind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.NotRated;
import lab.harmony.comparison.arms.ArmDifference;
import lab.harmony.design.Percents;
import lab.harmony.stats.planning.AssignmentPlan;
import lab.harmony.stats.planning.McNemarPower;

/// What a session costs and what it can show, said before it starts.
///
/// @param faces places of the matrix that every arm has a picture of
/// @param prompts behind which they stand, which are what counts as drawn independently
/// @param units what is rated
/// @param leftOut pictures that are not rated
/// @param differences what differs between arms besides what they are, in a sentence for each two
/// @param most showings of the rater with most, gold among them
/// @param minutes of that rater
/// @param repeats of all raters together
/// @param gold gold pictures, pairs or fours, of which each rater sees all
/// @param sizes what raters may see of it that arms have pictures of different sizes
/// @param stop by what rule it is to be closed, and what that means
/// @param notBlind how many raters can open what tells the arms
public record BlindPlan(
    BlindForm form,
    int faces,
    int prompts,
    int units,
    NotRated leftOut,
    List<String> differences,
    int most,
    int minutes,
    int repeats,
    int notBlind,
    int gold,
    List<String> sizes,
    String stop,
    Optional<Shows> shows) {

  public BlindPlan {
    sizes = List.copyOf(sizes);
  }

  private static final double WISH = 0.8;
  private static final double ALPHA = 0.05;

  /// The smallest difference that most sessions like this one would show.
  ///
  /// @param percent as a whole number of percent
  /// @param power how often it would be shown, counted exactly
  public record Shows(int percent, double power) {}

  static BlindPlan of(BlindSetup setup, FrozenSet set, AssignmentPlan plan, int notBlind) {
    int most = plan.mostLoad() + plan.repeats(plan.mostLoad()) + setup.gold();
    return new BlindPlan(
        setup.form(),
        set.faces(),
        set.prompts(),
        set.units().size(),
        set.leftOut(),
        differences(setup.arms(), set),
        most,
        Math.ceilDiv(most * setup.form().seconds(), 60),
        plan.hiddenRepeats(),
        notBlind,
        setup.gold(),
        set.sizes().sentences(setup.arms()),
        setup.stop().sentence() + setup.stop().cost(setup.form().seconds()).orElse(""),
        setup.arms().size() < 2
            ? Optional.empty()
            : shows(setup.form(), set.prompts(), setup.arms().size()));
  }

  private static List<String> differences(List<BlindArm> arms, FrozenSet set) {
    var all = new ArrayList<String>();
    set.alike()
        .forEach(two ->
            all.add(
                "%s and %s are alike in all that is known: what draws, words and settings. If one turns out better, nobody can say by what."
                    .formatted(arms.get(two.first()).label(), arms.get(two.second()).label())));
    set.differences().stream()
        .collect(
            Collectors.groupingBy(
                it -> List.of(it.first(), it.second()), LinkedHashMap::new, Collectors.toList()))
        .forEach((two, differences) ->
            all.add(
                "%s and %s differ besides in %s: the session cannot tell which of it makes a difference."
                    .formatted(
                        arms.get(two.getFirst()).label(),
                        arms.get(two.getLast()).label(),
                        differences.stream()
                            .map(ArmDifference::words)
                            .collect(Collectors.joining(", ")))));
    return all;
  }

  /// Checklist: faces of one arm hold in half of the cases, and independently of the other's; that
  /// is where most pairs are needed. Pairs and points: every fourth prefers neither. In an order
  /// one of two always stands above the other.
  ///
  /// The arms of whole prompts are exchanged at the end, so seeds of one prompt count as one, and
  /// each of several comparisons gets its part of the level.
  private static Optional<Shows> shows(BlindForm form, int prompts, int arms) {
    double alpha = ALPHA / (arms * (arms - 1) / 2);
    for (int percent = 1; percent <= 50; percent++) {
      double more = percent / 100.0;
      double first =
          switch (form) {
            case CHECKLIST -> (0.5 + more) * 0.5;
            case PAIRS, POINTS -> (0.5 + more) * 0.75;
            case ORDER -> 0.5 + more;
          };
      double second =
          switch (form) {
            case CHECKLIST -> 0.5 * (0.5 - more);
            case PAIRS, POINTS -> (0.5 - more) * 0.75;
            case ORDER -> 0.5 - more;
          };
      double power =
          McNemarPower.of(first, Math.max(0, second), alpha, McNemarPower.Test.EXACT)
              .orElseThrow()
              .at(prompts)
              .power();
      if (power >= WISH) {
        return Optional.of(new Shows(percent, power));
      }
    }
    return Optional.empty();
  }

  /// What it can show, in a sentence.
  public String sentence() {
    return shows
        .map(it ->
            "With %d prompts, %s is shown in %.0f of 100 such sessions; smaller ones mostly are not. Scales and seeds of a prompt count as one here%s"
                .formatted(
                    prompts,
                    difference(it.percent()),
                    Math.floor(it.power() * 100),
                    switch (form) {
                      case CHECKLIST -> ", and the arms as independent, which needs most faces.";
                      case POINTS -> ", and every fourth pair of faces as equal.";
                      case PAIRS -> ", and every fourth answer as equal or both bad.";
                      case ORDER -> ".";
                    }))
        .orElse(
            "With %d prompts no difference would be shown in 80 of 100 such sessions. Run more prompts first; more seeds of the same prompts help less."
                .formatted(prompts));
  }

  private String difference(int percent) {
    return switch (form) {
      case CHECKLIST ->
          "a difference of %d points in the share of faces that hold (%s against %s)"
              .formatted(percent, half(percent), half(0));
      case POINTS ->
          "that the face of one arm has more points in %s of those pairs that differ"
              .formatted(half(percent));
      case PAIRS -> "a preference of %s against %s".formatted(half(percent), half(-percent));
      case ORDER -> "that one arm stands above another in %s".formatted(half(percent));
    };
  }

  /// Half of all, and so many of a hundred more.
  private static String half(int percent) {
    return Percents.ofHundred(50L + percent);
  }
}
