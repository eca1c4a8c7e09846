package lab.harmony.comparison.counted;

import java.util.List;
import lab.harmony.comparison.arms.ArmScore;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;
import lab.harmony.stats.pairs.PairedDifference;

/// How many harmony points the faces of two arms have of the same prompt and seed: a finer measure
/// than perfect faces, looked at second.
///
/// The test is the exact one of signs, one to each prompt. The interval is Student's, the one that
/// findings cite, and Student's over prompts where several pairs stand behind one.
///
/// @param better pairs in which the first has more points
/// @param difference mean points of the first less those of the second
/// @param p exact, two-sided
public record PairedPoints(
    int better, int same, int worse, double difference, Answer<Interval> interval, double p) {

  /// @param pairs one at least
  public static PairedPoints of(List<List<CountedPair>> pairs) {
    var differences = pairs.stream().flatMap(List::stream).map(CountedPair::points).toList();
    var prompts = ByPrompt.of(pairs, CountedPair::points);
    return new PairedPoints(
        (int) differences.stream().filter(it -> it > 0).count(),
        (int) differences.stream().filter(it -> it == 0).count(),
        (int) differences.stream().filter(it -> it < 0).count(),
        differences.stream().mapToInt(Integer::intValue).average().orElseThrow(),
        interval(differences, prompts),
        prompts.signFlip());
  }

  private static Answer<Interval> interval(List<Integer> differences, ByPrompt prompts) {
    if (differences.size() < 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    if (prompts.allTheSame().isPresent()) {
      return Answer.missing(Reason.NO_VARIATION);
    }
    return prompts.isSingle()
        ? Answer.of(PairedDifference.of(differences).interval())
        : prompts.interval(ArmScore.MOST);
  }
}
