package lab.harmony.comparison.counted;

import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.IntervalEstimate;
import lab.harmony.stats.Reason;
import lab.harmony.stats.pairs.PairedTable;
import lab.harmony.stats.pairs.Tango;
import lab.harmony.stats.rates.ConfidenceSequence;

/// How often two arms drew a perfect face (three points) of the same prompt and seed.
///
/// With one pair of each prompt the test is the exact one of McNemar and the interval that of
/// Tango. With several, the pairs of a prompt go together: the test gives one sign to each prompt
/// (with one pair each that is McNemar's), and the interval is Student's over prompts.
///
/// @param table first and second: how many pairs of which both, one or none are perfect
/// @param difference share of the first less share of the second
/// @param p exact, two-sided, for one look at a number of pairs that was fixed beforehand
/// @param outcomes what each prompt says that says something: whether the first was better in the
///   first of its pairs that told the two apart, in the order in which those became known. Pairs
///   that come later change none of them, and however alike the faces of a prompt are, it says one
///   thing
/// @param anytimeP for "different", may be looked at after every pair: that of the
///   [ConfidenceSequence] of these outcomes, and never less than p
public record PairedSuccess(
    PairedTable table,
    ByPrompt prompts,
    double difference,
    Answer<Interval> interval,
    double p,
    List<Boolean> outcomes,
    double anytimeP) {

  public PairedSuccess {
    outcomes = List.copyOf(outcomes);
  }

  /// @param pairs one at least
  public static PairedSuccess of(List<List<CountedPair>> pairs) {
    var all = pairs.stream().flatMap(List::stream).toList();
    var table =
        new PairedTable(
            count(all, true, true),
            count(all, true, false),
            count(all, false, true),
            count(all, false, false));
    var prompts = ByPrompt.of(pairs, CountedPair::perfect);
    double p = prompts.signFlip();
    var outcomes = outcomes(pairs);
    return new PairedSuccess(
        table,
        prompts,
        table.difference().orElseThrow(),
        interval(table, prompts),
        p,
        outcomes,
        Math.max(p, anytimeP(outcomes)));
  }

  private static List<Boolean> outcomes(List<List<CountedPair>> pairs) {
    return pairs.stream()
        .flatMap(prompt ->
            prompt.stream().filter(pair -> pair.perfect() != 0).min(CountedPair.AS_KNOWN).stream())
        .sorted(CountedPair.AS_KNOWN)
        .map(pair -> pair.perfect() > 0)
        .toList();
  }

  private static double anytimeP(List<Boolean> outcomes) {
    var sequence = ConfidenceSequence.start(1 - ConfidenceLevel.PERCENT_95.value());
    for (boolean first : outcomes) {
      sequence = sequence.then(first);
    }
    return sequence.anytimeP();
  }

  /// How many prompts say that the first is better.
  int better() {
    return (int) outcomes.stream().filter(first -> first).count();
  }

  /// How many say that the second is.
  int worse() {
    return outcomes.size() - better();
  }

  private static int count(List<CountedPair> pairs, boolean first, boolean second) {
    return (int)
        pairs.stream()
            .filter(pair -> pair.firstPerfect() == first && pair.secondPerfect() == second)
            .count();
  }

  private static Answer<Interval> interval(PairedTable table, ByPrompt prompts) {
    if (prompts.isSingle()) {
      return tango(table);
    }
    var same = prompts.allTheSame();
    if (same.isPresent()) {
      int d = same.getAsInt();
      int g = prompts.count();
      return g < ByPrompt.ENOUGH
          ? Answer.missing(Reason.TOO_FEW)
          // Each prompt tells as much as one pair, however many seeds say the same.
          : tango(new PairedTable(0, d == 1 ? g : 0, d == -1 ? g : 0, d == 0 ? g : 0));
    }
    return prompts.interval(1);
  }

  private static Answer<Interval> tango(PairedTable table) {
    return Tango.of(table, ConfidenceLevel.PERCENT_95).map(IntervalEstimate::interval);
  }
}
