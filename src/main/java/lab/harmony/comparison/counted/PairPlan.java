package lab.harmony.comparison.counted;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import lab.harmony.stats.planning.DetectableDifference;
import lab.harmony.stats.planning.McNemarPower;

/// What pairs could show, and how many would show what was seen, by the exact power of McNemar's
/// test.
///
/// The pairs of a prompt count as so many independent ones as their likeness ρ makes of them. More
/// seeds of the same G prompts are worth ever less, never more than G/ρ: n pairs, of which m belong
/// to a prompt, count as n / (1 + (Σm²/n - 1)ρ).
///
/// @param alpha how often "different" may be said wrongly; the level by the number of comparisons
///   that are shown together
public record PairPlan(PairedSuccess success, double alpha) {

  /// How often a difference shall be shown.
  private static final double POWER = 0.8;

  /// Pairs beyond these are not looked for.
  private static final int MOST = 2_000;

  private static final int MOST_OF_SAME = 20_000;

  /// The fewest prompts whose signs can reach the level: with fewer, the smallest p is above it.
  public static int fewestPrompts(double alpha) {
    int prompts = 1;
    while (Math.scalb(1.0, 1 - prompts) > alpha) {
      prompts++;
    }
    return prompts;
  }

  /// What was found out for one table, since that counts much and live pages ask again and again.
  private record Asked(int pairs, double discordant, double alpha) {}

  private static final int KEPT = 256;

  private static final Map<Asked, Double> DETECTABLE =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Asked, Double> eldest) {
              return size() > KEPT;
            }
          });

  /// The smallest difference that these pairs would show, with as many pairs as here in which one
  /// alone is perfect; empty where there is no such pair.
  public OptionalDouble detectable() {
    var table = success.table();
    int disagree = table.firstOnly() + table.secondOnly();
    if (disagree == 0) {
      return OptionalDouble.empty();
    }
    int pairs =
        Math.max(fewestPrompts(alpha), (int) Math.floor(success.prompts().effective() + 1e-9));
    var asked = new Asked(pairs, disagree / (double) table.pairs(), alpha);
    var known = DETECTABLE.get(asked);
    if (known == null) {
      known =
          DetectableDifference.of(
                  asked.pairs, asked.discordant, alpha, POWER, McNemarPower.Test.EXACT)
              .orElseThrow()
              .difference();
      DETECTABLE.put(asked, known);
    }
    return OptionalDouble.of(known);
  }

  /// How many pairs more would show the difference that was seen. They come after a look, so they
  /// are planned for the p that may be looked at after every pair, to which each prompt adds one
  /// outcome at most.
  public MorePairs more() {
    var table = success.table();
    int better = success.better();
    int worse = success.worse();
    if (table.firstOnly() == table.secondOnly()) {
      return new MorePairs.NothingSeen();
    }
    if (Integer.signum(better - worse) != Integer.signum(table.firstOnly() - table.secondOnly())) {
      // The prompts go different ways, which more of their seeds do not change.
      return new MorePairs.NotOfSamePrompts();
    }
    int prompts = success.prompts().count();
    double decided = (better + worse) / (double) prompts;
    if (power(decided) >= POWER) {
      return new MorePairs.NotOfSamePrompts();
    }
    var same = moreOfSame(decided);
    if (same.isPresent()) {
      return new MorePairs.OfSamePrompts(same.getAsInt());
    }
    var needed =
        new AnytimePower(better / (double) prompts, worse / (double) prompts, alpha)
            .firstPairs(POWER, MOST);
    return needed.isEmpty()
        ? new MorePairs.MoreThan(MOST)
        : new MorePairs.OfOtherPrompts(
            (int)
                Math.ceil(
                    (needed.getAsInt() - prompts) * (double) success.prompts().pairs() / prompts
                        - 1e-9));
  }

  /// The power where each of these prompts says something with this probability.
  private double power(double decided) {
    double first = success.better() / (double) success.outcomes().size();
    return new AnytimePower(decided * first, decided * (1 - first), alpha)
        .at(success.prompts().count());
  }

  /// With more seeds more of these prompts say something: of k that count as independent, each with
  /// the same chance, all but (1 - d)^(k / now), d that do now.
  private OptionalInt moreOfSame(double decided) {
    if (decided == 1 || power(1) < POWER) {
      return OptionalInt.empty();
    }
    double without = decided;
    double with = 1;
    while (with - without > 1e-6) {
      double middle = (without + with) / 2;
      if (power(middle) >= POWER) {
        with = middle;
      } else {
        without = middle;
      }
    }
    double times = Math.log1p(-Math.min(with, 1 - 1e-9)) / Math.log1p(-decided);
    return success
        .prompts()
        .moreFor((int) Math.ceil(times * success.prompts().effective() - 1e-9), MOST_OF_SAME);
  }
}
