package lab.harmony.blind.results.telling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.blind.results.findings.ArmComparison;
import lab.harmony.blind.results.findings.ArmResult;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.findings.RaterAgreement;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.design.Percents;
import lab.harmony.design.Probability;
import lab.harmony.design.RateWords;
import lab.harmony.stats.Reason;
import lab.harmony.stats.agreement.PromptInterval;
import lab.harmony.stats.preference.ClusteredStrengths;

/// What one may say of a session: a sentence for each claim, with what it rests on, and nothing
/// that the numbers do not allow.
public final class BlindClaims {

  /// Krippendorff's own bounds: above the one data may be relied on, above the other conclusions
  /// are tentative.
  private static final double RELIABLE = 0.8;

  private static final double TENTATIVE = 0.667;

  private final RatedSession session;
  private final BlindFindings findings;

  private BlindClaims(RatedSession session, BlindFindings findings) {
    this.session = session;
    this.findings = findings;
  }

  public static List<String> of(RatedSession session, BlindFindings findings) {
    return new BlindClaims(session, findings).all();
  }

  private List<String> all() {
    var all = new ArrayList<String>();
    findings
        .comparisons()
        .forEach(one ->
            all.add(comparison(one) + session.besides().sentence(one.first(), one.second())));
    findings.arms().forEach(one -> all.add(rate(one)));
    findings.strengths().ifPresent(outcome -> all.add(strengths(outcome)));
    if (!findings.agreement().isEmpty()) {
      all.add(agreement(findings.agreement().getFirst()));
    }
    return all;
  }

  private String rate(ArmResult arm) {
    var name = session.arms().get(arm.arm());
    return arm.rate()
        .found()
        .map(rate ->
            "%s reaches %s of the points that its faces can have (95 %% interval %s)."
                .formatted(name, Percents.whole(rate.share()), RateWords.interval(rate)))
        .orElseGet(() -> "Nothing can be said of %s: no answer counts.".formatted(name));
  }

  private String comparison(ArmComparison one) {
    var first = session.arms().get(one.first());
    var second = session.arms().get(one.second());
    if (one.p().found().isEmpty()) {
      return "Nothing can be said of %s and %s: %s."
          .formatted(first, second, one.p().whyMissing().orElseThrow().words());
    }
    double p = one.p().orElseThrow();
    if (one.isUnanimous()) {
      return one.isShown()
          ? "Shown: all %s of %s and %s say the same, which the table has, so there is no interval (%s)."
              .formatted(prompts(one.prompts()), first, second, Probability.words(p))
          : "Not shown: all %s of %s and %s say the same, but so few do not tell it from chance (%s)."
              .formatted(prompts(one.prompts()), first, second, Probability.words(p));
    }
    if (one.difference().found().isEmpty()) {
      return "Nothing can be said of %s and %s: %s."
          .formatted(first, second, one.difference().whyMissing().orElseThrow().words());
    }
    var found = one.difference().orElseThrow();
    boolean firstLeads = found.value() >= 0;
    double low = firstLeads ? found.interval().lower() : -found.interval().upper();
    double high = firstLeads ? found.interval().upper() : -found.interval().lower();
    var seen = seen(firstLeads ? first : second, firstLeads ? second : first, found.value());
    var rests =
        "95 %% interval %s to %s; %d %s of %s, %s%s"
            .formatted(
                Percents.points(low),
                Percents.points(high),
                one.pairs(),
                one.pairs() == 1 ? "pair" : "pairs",
                prompts(one.prompts()),
                Probability.words(p),
                one.raters().words());
    return one.isShown()
        ? "Shown: %s (%s).".formatted(seen, rests)
        : "Not shown, neither a difference of %s and %s nor that they are equal: in these answers %s (%s)."
            .formatted(first, second, seen, rests);
  }

  private String seen(String leads, String follows, double difference) {
    double points = Math.abs(100 * difference);
    if (points < 0.5) {
      return "%s and %s differ by less than half a percentage point".formatted(leads, follows);
    }
    return (session.compares()
            ? "%s is preferred to %s by %.0f percentage %s"
            : "%s has more of the points than %s, by %.0f percentage %s")
        .formatted(leads, follows, points, points < 1.5 ? "point" : "points");
  }

  private String strengths(ClusteredStrengths.Outcome outcome) {
    return switch (outcome) {
      case ClusteredStrengths.Refused(var why) ->
          "The arms have no common order of strength. %s.".formatted(why.words());
      case ClusteredStrengths.Found(var found) -> {
        var settled =
            findings.comparisons().stream()
                .filter(ArmComparison::isShown)
                .flatMap(one -> above(one, found.difference(one.first(), one.second())).stream())
                .toList();
        yield settled.isEmpty()
            ? "On one scale of strength (Bradley and Terry) no arm stands clearly above another."
            : "On one scale of strength (Bradley and Terry), as the comparisons of two show too, stand %s."
                .formatted(String.join("; ", settled));
      }
    };
  }

  /// Intervals of strengths stand each for itself; the comparisons of two are corrected for their
  /// number, so an order is claimed only where they show it.
  private Optional<String> above(ArmComparison shown, ClusteredStrengths.Difference strengths) {
    var first = session.arms().get(shown.first());
    var second = session.arms().get(shown.second());
    double difference = strengths.difference();
    boolean settled = strengths.interval().found().filter(it -> !it.contains(0)).isPresent();
    boolean against =
        shown.difference().found().filter(it -> it.value() * difference < 0).isPresent();
    return settled && !against
        ? Optional.of(
            (difference > 0
                    ? "%s above %s".formatted(first, second)
                    : "%s above %s".formatted(second, first))
                + session.besides().end(shown.first(), shown.second()))
        : Optional.empty();
  }

  private static String agreement(RaterAgreement on) {
    if (on.alpha().interval().whyMissing().filter(Reason.ALIKE::equals).isPresent()) {
      return "Raters agreed on %s in each of %s alike: Krippendorff's alpha %s, without an interval, since nothing tells how far the next prompt would differ%s."
          .formatted(
              on.of(),
              prompts(on.prompts()),
              BlindTelling.two(on.alpha().alpha().orElseThrow()),
              leftOut(on));
    }
    if (on.alpha().alpha().found().isEmpty() || on.alpha().interval().found().isEmpty()) {
      return "How far raters agree cannot be said: %s%s."
          .formatted(
              on.alpha().alpha().found().isPresent() && on.prompts() < PromptInterval.FEWEST
                  ? "of %s there is no interval, %d are needed"
                      .formatted(prompts(on.prompts()), PromptInterval.FEWEST)
                  : on.alpha()
                      .alpha()
                      .whyMissing()
                      .or(() -> on.alpha().interval().whyMissing())
                      .orElseThrow()
                      .words(),
              leftOut(on));
    }
    var interval = on.alpha().interval().orElseThrow();
    var numbers =
        "Krippendorff's alpha %s, 95 %% interval %s to %s over %s, %d rated by two or more%s"
            .formatted(
                BlindTelling.two(on.alpha().alpha().orElseThrow()),
                BlindTelling.two(interval.lower()),
                BlindTelling.two(interval.upper()),
                prompts(on.prompts()),
                on.units(),
                leftOut(on));
    var words =
        interval.lower() >= RELIABLE
            ? "Raters agree well enough on %s to rely on what one of them says"
            : interval.lower() >= TENTATIVE
                ? "Raters agree well enough on %s for tentative conclusions"
                : interval.upper() < TENTATIVE
                    ? "Raters agree too little on %s to rely on what one of them says"
                    : "Whether raters agree well enough on %s is not settled";
    return "%s (%s).".formatted(words.formatted(on.of()), numbers);
  }

  private static String leftOut(RaterAgreement on) {
    return on.leftOutWords().isEmpty() ? "" : "; " + on.leftOutWords();
  }

  private static String prompts(int count) {
    return count == 1 ? "1 prompt" : count + " prompts";
  }
}
