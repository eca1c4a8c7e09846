package lab.harmony.comparison;

import lab.harmony.stats.Answer;
import lab.harmony.stats.DetectableDifference;
import lab.harmony.stats.McNemarPower;
import lab.harmony.stats.PairedTable;
import lab.harmony.stats.Reason;

/// What pairs could show, and how many would show what was seen, by the exact power of McNemar's
/// test.
///
/// The pairs of a prompt count as so many independent ones as their likeness ρ makes of them. More
/// seeds of the same G prompts are worth ever less: n pairs count as n / (1 + (n/G - 1)ρ), never
/// more than G/ρ.
///
/// @param alpha how often "different" may be said wrongly; the level by the number of comparisons
///   that are shown together
record PairPlan(PairedSuccess success, double alpha) {

  /// How often a difference shall be shown.
  private static final double POWER = 0.8;

  /// Pairs beyond these are not looked for.
  private static final int MOST = 2_000;

  private static final int MOST_OF_SAME = 20_000;

  /// The fewest prompts whose signs can reach the level: with fewer, the smallest p is above it.
  static int fewestPrompts(double alpha) {
    int prompts = 1;
    while (Math.scalb(1.0, 1 - prompts) > alpha) {
      prompts++;
    }
    return prompts;
  }

  /// The smallest difference that these pairs would show, with as many pairs as here in which one
  /// alone is perfect.
  double detectable() {
    var table = success.table();
    int pairs =
        Math.max(fewestPrompts(alpha), (int) Math.floor(success.prompts().effective() + 1e-9));
    double discordant = (table.firstOnly() + table.secondOnly()) / (double) table.pairs();
    return DetectableDifference.of(pairs, discordant, alpha, POWER, McNemarPower.Test.EXACT)
        .orElseThrow()
        .difference();
  }

  /// How many pairs more would show the difference that was seen.
  MorePairs more() {
    return switch (independent(success.table())) {
      case Answer.Missing<Integer>(var reason) ->
          reason == Reason.NO_DIFFERENCE
              ? new MorePairs.NothingSeen()
              : new MorePairs.MoreThan(MOST);
      case Answer.Found<Integer>(var pairs) -> more(pairs);
    };
  }

  private Answer<Integer> independent(PairedTable table) {
    double n = table.pairs();
    return McNemarPower.of(
            table.firstOnly() / n, table.secondOnly() / n, alpha, McNemarPower.Test.EXACT)
        .orElseThrow()
        .firstPairs(POWER, MOST)
        .map(McNemarPower.FirstPairs::pairs);
  }

  private MorePairs more(int independent) {
    var prompts = success.prompts();
    double there = prompts.pairs();
    double rho = prompts.correlation();
    double room = 1 - independent * rho / prompts.count();
    double needed = room <= 0 ? MOST_OF_SAME + 1 : independent * (1 - rho) / room;
    if (needed > MOST_OF_SAME) {
      return new MorePairs.OfOtherPrompts(
          atLeastOne(independent * there / prompts.effective() - there));
    }
    return new MorePairs.OfSamePrompts(atLeastOne(needed - there));
  }

  private static int atLeastOne(double pairs) {
    return Math.max(1, (int) Math.ceil(pairs - 1e-9));
  }
}
