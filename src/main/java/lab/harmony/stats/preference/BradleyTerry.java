package lab.harmony.stats.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;

/// How strong items are, from comparisons of two: `P(i over j) = s_i / (s_i + s_j)`, by maximum
/// likelihood, with logarithms of strengths that sum to 0.
///
/// Errors come from the pseudo-inverse of the information where strengths sum to 0; intervals are
/// `± z·se`. Claims about two items go by their difference, not by intervals that overlap. With
/// ties as halves, or pairs out of orders of several, the errors take comparisons as independent
/// that are not: resample prompts for those.
///
/// Where no strengths explain the comparisons best, nothing is estimated, and the refusal says why.
///
/// R. A. Bradley, M. E. Terry, Rank analysis of incomplete block designs. Biometrika 39 (1952),
/// 324-345. R. R. Davidson, On extending the Bradley-Terry model to accommodate ties in paired
/// comparison experiments. JASA 65 (1970), 317-328. L. R. Ford, Solution of a ranking problem from
/// binary comparisons. American Mathematical Monthly 64 (1957), no. 8 part 2, 28-33.
public sealed interface BradleyTerry {

  /// What a tie is.
  enum TieRule {
    /// Half a win for each.
    HALF,
    /// An outcome of its own: `P(tie) = ν√(s_i·s_j) / (s_i + s_j + ν√(s_i·s_j))` (Davidson).
    DAVIDSON
  }

  /// @param tie Davidson's ν; empty with ties as halves
  record Fitted(
      List<Strength> strengths,
      List<Difference> differences,
      double logLikelihood,
      Optional<Tie> tie)
      implements BradleyTerry {}

  record Strength(String item, double logStrength, double standardError, Interval interval) {}

  /// The logarithm of the first strength less that of the second.
  record Difference(
      String first, String second, double difference, double standardError, Interval interval) {

    /// `P(first over second)`, of comparisons that do not end in a tie.
    public double firstOverSecond() {
      return 1 / (1 + Math.exp(-difference));
    }
  }

  /// @param parameter ν; 0 where there is no tie, which makes the model that of Bradley and Terry
  /// @param logStandardError of log ν
  record Tie(double parameter, Answer<Double> logStandardError) {}

  /// @param components the groups that fall apart; empty where that is not the cause
  record Refused(Cause cause, List<List<String>> components) implements BradleyTerry {

    /// A sentence for people.
    public String words() {
      return components.isEmpty()
          ? cause.words
          : "%s: %s"
              .formatted(
                  cause.words,
                  components.stream()
                      .map(group -> String.join(", ", group))
                      .collect(Collectors.joining(" | ")));
    }
  }

  /// Why no strengths exist.
  enum Cause {
    TOO_FEW("Two items at least are needed"),
    DISCONNECTED("These groups were never compared with each other, so they have no common scale"),
    SEPARATED("Between these groups one side won every time, so no finite strength explains it"),
    ONLY_TIES("Every comparison ended in a tie, so nothing shows how rare ties are"),
    TIES_WITHOUT_BOUND(
        "No pair was won both ways, and ever more ties would explain these comparisons ever better;"
            + " counting ties as halves does not need this");

    private final String words;

    Cause(String words) {
      this.words = words;
    }
  }

  static BradleyTerry of(Preferences preferences, TieRule rule, ConfidenceLevel level) {
    return refusal(preferences, rule)
        .<BradleyTerry>map(refused -> refused)
        .orElseGet(() -> fitted(preferences, rule, level));
  }

  private static Optional<Refused> refusal(Preferences preferences, TieRule rule) {
    if (preferences.items().size() < 2) {
      return Optional.of(new Refused(Cause.TOO_FEW, List.of()));
    }
    var graph = new PreferenceGraph(preferences);
    if (graph.components().size() > 1) {
      return Optional.of(new Refused(Cause.DISCONNECTED, graph.components()));
    }
    if (graph.strongComponents().size() > 1) {
      return Optional.of(new Refused(Cause.SEPARATED, graph.strongComponents()));
    }
    if (rule == TieRule.HALF || count(preferences, true) == 0) {
      return Optional.empty();
    }
    if (count(preferences, false) == 0) {
      return Optional.of(new Refused(Cause.ONLY_TIES, List.of()));
    }
    return graph.tiesWithoutBound()
        ? Optional.of(new Refused(Cause.TIES_WITHOUT_BOUND, List.of()))
        : Optional.empty();
  }

  /// The ties, each in both directions, or the wins.
  private static long count(Preferences preferences, boolean ties) {
    int k = preferences.items().size();
    long count = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        count += ties ? preferences.ties(i, j) : preferences.wins(i, j);
      }
    }
    return count;
  }

  private static Fitted fitted(Preferences preferences, TieRule rule, ConfidenceLevel level) {
    boolean withTies = rule == TieRule.DAVIDSON && count(preferences, true) > 0;
    var fit = PreferenceLikelihood.maximum(preferences, withTies);
    var items = preferences.items();
    var strengths = new ArrayList<Strength>();
    var differences = new ArrayList<Difference>();
    for (int i = 0; i < items.size(); i++) {
      double error = fit.error(i);
      double strength = fit.parameters()[i];
      strengths.add(new Strength(items.get(i), strength, error, level.around(strength, error)));
      for (int j = i + 1; j < items.size(); j++) {
        double difference = strength - fit.parameters()[j];
        double both = fit.errorOfDifference(i, j);
        differences.add(
            new Difference(
                items.get(i), items.get(j), difference, both, level.around(difference, both)));
      }
    }
    Optional<Tie> tie =
        rule == TieRule.HALF
            ? Optional.empty()
            : Optional.of(
                withTies
                    ? new Tie(
                        Math.exp(fit.parameters()[items.size()]),
                        Answer.of(fit.error(items.size())))
                    : new Tie(0, Answer.missing(Reason.NO_TIES)));
    return new Fitted(strengths, differences, fit.logLikelihood(), tie);
  }
}
