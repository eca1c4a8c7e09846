package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import lab.harmony.blind.BlindForm;
import lab.harmony.blind.BlindSession;
import lab.harmony.stats.Holm;
import lab.harmony.stats.Reason;

/// What a session came to, once it is closed.
///
/// @param raters whose answers are in it
/// @param arms for checklists
/// @param comparisons of each two arms
public record BlindFindings(
    int raters, int answers, List<ArmResult> arms, List<ArmComparison> comparisons) {

  /// @param rated the answers of those raters who are to count
  static BlindFindings of(BlindForm form, int arms, List<Rated> rated) {
    var firsts = Rated.firsts(rated);
    var comparisons = new ArrayList<ArmComparison>();
    for (int one = 0; one < arms; one++) {
      for (int other = one + 1; other < arms; other++) {
        comparisons.add(
            form == BlindForm.PAIRS
                ? ArmComparison.ofPairs(one, other, firsts)
                : ArmComparison.ofFaces(one, other, firsts));
      }
    }
    return new BlindFindings(
        (int) rated.stream().map(one -> one.showing().rater()).distinct().count(),
        rated.size(),
        form == BlindForm.PAIRS
            ? List.of()
            : IntStream.range(0, arms).mapToObj(arm -> ArmResult.of(arm, firsts)).toList(),
        corrected(comparisons));
  }

  private static List<ArmComparison> corrected(List<ArmComparison> all) {
    var tested = all.stream().filter(one -> one.p().found().isPresent()).toList();
    var p = Holm.adjust(tested.stream().mapToDouble(one -> one.p().orElseThrow()).toArray());
    return all.stream()
        .map(one -> tested.contains(one) ? one.withP(p[tested.indexOf(one)]) : one)
        .toList();
  }

  /// What one may say, a sentence for each comparison.
  public List<String> sentences(BlindSession session) {
    return comparisons.stream().map(one -> sentence(session, one)).toList();
  }

  private static String sentence(BlindSession session, ArmComparison one) {
    var first = session.arms().get(one.first()).label();
    var second = session.arms().get(one.second()).label();
    var found = one.difference().found();
    if (one.difference().whyMissing().filter(Reason.NO_VARIATION::equals).isPresent()
        && one.p().found().isPresent()) {
      return "All %d prompts say the same of %s and %s, so there is no interval; %s. Which way stands in the table."
          .formatted(one.prompts(), first, second, words(one.p().orElseThrow()));
    }
    if (found.isEmpty() || one.p().found().isEmpty()) {
      return "Nothing can be said of %s and %s: %s."
          .formatted(
              first,
              second,
              one.difference()
                  .whyMissing()
                  .map(reason -> reason.words())
                  .orElse("too few answers"));
    }
    double value = found.get().value();
    var interval = found.get().interval();
    var better = value >= 0 ? first : second;
    var worse = value >= 0 ? second : first;
    double low = value >= 0 ? interval.lower() : -interval.upper();
    double high = value >= 0 ? interval.upper() : -interval.lower();
    var p = one.p().orElseThrow();
    var numbers =
        session.form() == BlindForm.PAIRS
            ? "%s is preferred over %s by %.0f points (95 %% interval %.0f to %.0f; %d pairs of %d prompts, %s)"
            : "%s holds up in %.0f points more of what the checklist asks than %s"
                + " (95 %% interval %.0f to %.0f; %d pairs of %d prompts, %s)";
    var words =
        session.form() == BlindForm.PAIRS
            ? numbers.formatted(
                better,
                worse,
                100 * Math.abs(value),
                100 * low,
                100 * high,
                one.pairs(),
                one.prompts(),
                words(p))
            : numbers.formatted(
                better,
                100 * Math.abs(value),
                worse,
                100 * low,
                100 * high,
                one.pairs(),
                one.prompts(),
                words(p));
    return one.isShown()
        ? "Shown: " + words + "."
        : "Not shown: no difference between %s and %s can be told from chance. In these answers %s. That they are equal is not shown either."
            .formatted(first, second, words);
  }

  private static String words(double p) {
    return p < 0.001 ? "p below 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
  }
}
