package lab.harmony.blind.rule;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.design.Percents;
import lab.harmony.stats.Interval;
import lab.harmony.stats.rates.ConfidenceSequence;

/// Whether what was answered so far settles which arms are better, however often one looks: by a
/// [ConfidenceSequence] over prompts for each two arms, each with its part of the level. It says
/// nothing of which arm is which.
///
/// @param prompts how many there are
/// @param known how many of them say something
/// @param ahead how many answers more are looked ahead
/// @param comparisons of each two arms
public record StopRule(int prompts, int known, int ahead, List<PairSequences> comparisons) {

  private static final int MOST_AHEAD = 24;

  public static final double ALPHA = 0.05;

  /// Two arms.
  ///
  /// @param next after some answers more, if they go on alike
  public record PairSequences(ConfidenceSequence now, ConfidenceSequence next) {

    static boolean settles(ConfidenceSequence sequence) {
      return sequence.anytimeP() <= sequence.alpha();
    }

    boolean isSettled() {
      return settles(now);
    }

    /// The share of the arm that is ahead, whichever it is.
    static Interval ahead(ConfidenceSequence sequence) {
      var interval = sequence.running().orElseGet(sequence::interval);
      var other = new Interval(1 - interval.upper(), 1 - interval.lower());
      int ahead = Integer.compare(2 * sequence.successes(), sequence.n());
      return ahead > 0
          ? interval
          : ahead < 0
              ? other
              : new Interval(
                  Math.min(interval.lower(), other.lower()),
                  Math.max(interval.upper(), other.upper()));
    }
  }

  public StopRule {
    comparisons = List.copyOf(comparisons);
  }

  static StopRule of(SessionRecord kept) {
    var outcomes = PromptOutcomes.of(kept);
    var standing = PromptOutcomes.standing(kept.answers());
    // Once rating was stopped nothing more comes.
    int open =
        kept.session().adjudication().isPresent()
            ? 0
            : (int)
                kept.showings().stream()
                    .filter(showing -> PromptOutcomes.answer(standing, showing).isEmpty())
                    .count();
    int more = more(open, outcomes);
    int arms = kept.session().arms().size();
    int pairs = arms * (arms - 1) / 2;
    var comparisons = new ArrayList<PairSequences>();
    for (int one = 0; one < arms; one++) {
      for (int other = one + 1; other < arms; other++) {
        var now = ConfidenceSequence.start(ALPHA / pairs);
        for (boolean first : outcomes.prefer(one, other)) {
          now = now.then(first);
        }
        comparisons.add(new PairSequences(now, alike(now, more, outcomes.known())));
      }
    }
    return new StopRule(
        outcomes.prompts(), outcomes.known(), Math.min(open, MOST_AHEAD), comparisons);
  }

  /// How many prompts more say something after some answers more, if they come as evenly as now.
  private static int more(int open, PromptOutcomes outcomes) {
    int unknown = outcomes.prompts() - outcomes.known();
    return open <= MOST_AHEAD ? unknown : Math.ceilDiv(unknown * MOST_AHEAD, open);
  }

  private static ConfidenceSequence alike(ConfidenceSequence now, int more, int known) {
    if (now.n() == 0) {
      return now;
    }
    boolean first = 2 * now.successes() >= now.n();
    double share = ahead(now, first) / (double) now.n();
    int preferring = (int) Math.round(more * (now.n() / (double) known));
    var next = now;
    for (int each = 0; each < preferring; each++) {
      boolean wins = ahead(next, first) < share * (next.n() + 1);
      next = next.then(wins == first);
    }
    return next;
  }

  /// How many prompts prefer the arm that is ahead, so that it is the same whichever it is.
  private static int ahead(ConfidenceSequence sequence, boolean first) {
    return first ? sequence.successes() : sequence.n() - sequence.successes();
  }

  /// How many comparisons are settled.
  public int settled() {
    return (int) comparisons.stream().filter(PairSequences::isSettled).count();
  }

  /// Whether all of them are.
  public boolean isEnough() {
    return !comparisons.isEmpty() && settled() == comparisons.size();
  }

  /// What stopping now costs, and what some answers more would give.
  public List<String> sentences() {
    var all = new ArrayList<String>();
    all.add(
        "%d of %d prompts are decided: each is once about half of what counting raters are shown of it is answered."
            .formatted(known, prompts));
    if (comparisons.size() == 1) {
      all.addAll(ofTwo(comparisons.getFirst()));
    } else {
      all.add(
          "%d of %d comparisons of two arms are settled, however often one looks, each at its part of 5 %%."
              .formatted(settled(), comparisons.size()));
      all.add(
          isEnough()
              ? "That is enough: stopping now costs wider intervals, and no answer."
              : ahead == 0
                  ? "No answer is to come any more: the others stay open."
                  : "Stopping now leaves the others open. If the next %d answers go on alike, %d would be settled."
                      .formatted(
                          ahead,
                          comparisons.stream()
                              .filter(it -> PairSequences.settles(it.next()))
                              .count()));
    }
    return all;
  }

  private List<String> ofTwo(PairSequences comparison) {
    var now = comparison.now();
    if (now.n() == 0) {
      return List.of(
          ahead == 0
              ? "None prefers one of the two arms, so it stays open."
              : "None prefers one of the two arms yet, so stopping now leaves it open.");
    }
    var standing =
        "%d of them prefer one of the two arms. Whichever it is, the one that is ahead has %s (95 %% interval that holds however often one looks)."
            .formatted(now.n(), range(now));
    if (comparison.isSettled()) {
      return List.of(
          standing, "That is enough: stopping now costs a wider interval, and no answer.");
    }
    if (ahead == 0) {
      return List.of(standing, "No answer is to come any more: which is better stays open.");
    }
    var next = comparison.next();
    return List.of(
        standing,
        next.n() == now.n()
            ? "Stopping now leaves open which is better, and the next %d answers decide no prompt more."
                .formatted(ahead)
            : "Stopping now leaves open which is better. If the next %d answers go on alike, %d prompts would prefer one, with %s: that would %s it."
                .formatted(
                    ahead,
                    next.n(),
                    range(next),
                    PairSequences.settles(next) ? "settle" : "not settle"));
  }

  private static String range(ConfidenceSequence sequence) {
    var ahead = PairSequences.ahead(sequence);
    return Percents.range(ahead.lower(), ahead.upper()) + " of them";
  }
}
