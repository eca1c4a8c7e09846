package lab.harmony.comparison.counted;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;
import lab.harmony.stats.means.ClusterCorrelation;
import lab.harmony.stats.means.ClusteredMean;
import lab.harmony.stats.ranks.SampledSignFlip;
import lab.harmony.stats.ranks.SignFlip;
import lab.harmony.stats.ranks.Signs;

/// The differences of pairs, prompt by prompt: seeds of one prompt are no independent witnesses.
public record ByPrompt(List<List<Integer>> differences) {

  public ByPrompt {
    differences = differences.stream().map(List::copyOf).toList();
  }

  /// With fewer prompts than these no interval over prompts is said: they can show nothing.
  static final int ENOUGH = 6;

  /// Where something is drawn, it is drawn by this seed: the same faces give the same numbers.
  private static final long SEED = 36;

  private static final int SIGNS = 99_999;

  static ByPrompt of(List<List<CountedPair>> pairs, ToIntFunction<CountedPair> difference) {
    return new ByPrompt(
        pairs.stream().map(one -> one.stream().mapToInt(difference).boxed().toList()).toList());
  }

  private List<int[]> clusters() {
    return differences.stream()
        .map(one -> one.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /// How many prompts there are.
  public int count() {
    return differences.size();
  }

  public int pairs() {
    return differences.stream().mapToInt(List::size).sum();
  }

  /// Whether one pair stands behind each prompt.
  public boolean isSingle() {
    return pairs() == count();
  }

  /// The one difference that all pairs have.
  OptionalInt allTheSame() {
    var distinct = differences.stream().flatMap(List::stream).distinct().toList();
    return distinct.size() == 1 ? OptionalInt.of(distinct.getFirst()) : OptionalInt.empty();
  }

  /// p for "different", one sign to each prompt; counted, and drawn where there are too many.
  double signFlip() {
    return SignFlip.exactOfClusters(clusters())
        .found()
        .map(SignFlip::twoSided)
        .orElseGet(() ->
            SampledSignFlip.of(
                    clusters().stream().mapToInt(one -> Arrays.stream(one).sum()).toArray(),
                    new Signs.Drawn(SIGNS, SEED))
                .orElseThrow()
                .twoSidedP());
  }

  /// Student's interval of the mean over prompts, within what a difference can be.
  Answer<Interval> interval(double most) {
    return count() < ENOUGH
        ? Answer.missing(Reason.TOO_FEW)
        : ClusteredMean.of(clusters(), ConfidenceLevel.PERCENT_95)
            .map(it ->
                new Interval(
                    Math.max(-most, it.interval().lower()), Math.min(most, it.interval().upper())));
  }

  /// How much alike the pairs of a prompt are, 0..1; where all pairs are alike, wholly.
  public double correlation() {
    return isSingle()
        ? 0
        : ClusterCorrelation.of(clusters())
            .found()
            .map(ClusterCorrelation::correlation)
            .orElse(1.0);
  }

  /// How many pairs more, the same number of each prompt, would tell as much as so many independent
  /// ones; empty where more than `most` would have to come.
  public OptionalInt moreFor(int independent, int most) {
    double rho = correlation();
    double n = pairs();
    double g = count();
    double there = differences.stream().mapToDouble(it -> (double) it.size() * it.size()).sum();
    for (int more = 1; more <= most; more++) {
      double all = n + more;
      double squares = there + 2 * more * n / g + more * (double) more / g;
      if (all / (1 + (squares / all - 1) * rho) >= independent - 1e-9) {
        return OptionalInt.of(more);
      }
    }
    return OptionalInt.empty();
  }

  /// How many independent pairs tell as much.
  public double effective() {
    return isSingle()
        ? count()
        : ClusterCorrelation.of(clusters())
            .found()
            .map(ClusterCorrelation::effective)
            .orElse((double) count());
  }
}
