package lab.harmony.blind.results.telling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.blind.results.findings.ArmComparison;
import lab.harmony.blind.results.findings.ArmResult;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.design.Percents;
import lab.harmony.design.Probability;
import lab.harmony.design.RateWords;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.stats.Answer;
import lab.harmony.stats.preference.ClusteredStrengths;
import lab.harmony.stats.rates.RateEstimate;

/// The tables of arms: what each reaches, how each two differ, how strong each is.
final class ArmTables {

  private ArmTables() {}

  static ToldTable rates(RatedSession session, BlindFindings findings) {
    var items =
        findings.arms().stream().flatMap(arm -> arm.items().keySet().stream()).distinct().toList();
    var header = new ArrayList<>(List.of("Arm", "Points reached", "Points of 3", "All points"));
    items.forEach(item -> header.add(item.label()));
    header.addAll(List.of("Faces", "Prompts", "Answers", "Cannot tell", "Intended conflict"));
    return new ToldTable(
        "Rates of arms",
        header,
        findings.arms().stream()
            .map(arm -> {
              var row = new ArrayList<String>();
              row.add(session.arms().get(arm.arm()));
              row.add(rate(arm.rate()));
              row.add(points(arm.rate()));
              row.add(rate(arm.perfect()));
              for (var item : items) {
                row.add(item(arm, item));
              }
              row.add(String.valueOf(arm.faces()));
              row.add(String.valueOf(arm.prompts()));
              row.add(String.valueOf(arm.ratings()));
              row.add(String.valueOf(arm.cannotTell()));
              row.add(String.valueOf(arm.intended()));
              return List.copyOf(row);
            })
            .toList(),
        findings.arms().stream()
            .map(arm ->
                new RowsBehind(
                    names(session, arm.arm()), findings.by(), new Counting.OfArm(arm.arm())))
            .toList());
  }

  private static String item(ArmResult arm, ChecklistItem item) {
    var answer = arm.items().get(item);
    return answer == null ? "–" : rate(answer);
  }

  private static String points(Answer<RateEstimate> estimate) {
    return estimate
        .found()
        .map(it ->
            String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                Judgement.Points.MOST * it.share(),
                Judgement.Points.MOST * it.interval().lower(),
                Judgement.Points.MOST * it.interval().upper()))
        .orElse("–");
  }

  static ToldTable comparisons(RatedSession session, BlindFindings findings) {
    boolean pairs = session.compares();
    var header = new ArrayList<>(List.of("First", "Second"));
    if (pairs) {
      header.addAll(choices(session, findings));
    }
    boolean several = findings.comparisons().size() > 1;
    header.addAll(
        List.of(
            "First − second, percentage points",
            several ? "p, exact, by Holm's method" : "p, exact",
            "Pairs",
            "Prompts"));
    header.add("Differ besides in");
    return new ToldTable(
        "Differences of arms",
        header,
        findings.comparisons().stream()
            .map(one -> {
              var row = row(session, one, pairs ? choices(session, findings).size() : 0);
              row.add(besides(session, one.first(), one.second()));
              return row;
            })
            .toList(),
        findings.comparisons().stream()
            .map(one ->
                new RowsBehind(
                    names(session, one.first(), one.second()),
                    findings.by(),
                    // Faces that are judged alone are of one arm each.
                    pairs
                        ? new Counting.OfPairs(one.first(), one.second())
                        : new Counting.OfFaces(one.first(), one.second())))
            .toList());
  }

  private static String names(RatedSession session, Integer... arms) {
    return Arrays.stream(arms).map(session.arms()::get).collect(Collectors.joining(" and "));
  }

  private static String besides(RatedSession session, int first, int second) {
    var words = session.besides().words(first, second);
    return words.isEmpty() ? "–" : words;
  }

  /// What can be said of two arms. In an order one stands above the other, and only one from
  /// elsewhere can have equal ones.
  private static List<String> choices(RatedSession session, BlindFindings findings) {
    if (session.form() != BlindForm.ORDER) {
      return List.of("First preferred", "Second preferred", "Equal", "Both bad");
    }
    boolean ties = findings.comparisons().stream().anyMatch(one -> one.choices().get(2) > 0);
    return ties
        ? List.of("First above", "Second above", "Equal")
        : List.of("First above", "Second above");
  }

  private static List<String> row(RatedSession session, ArmComparison one, int choices) {
    var row = new ArrayList<String>();
    row.add(session.arms().get(one.first()));
    row.add(session.arms().get(one.second()));
    one.choices().stream().limit(choices).forEach(count -> row.add(String.valueOf(count)));
    row.add(
        one.difference()
            .found()
            .map(it ->
                "%s (%s to %s)"
                    .formatted(
                        Percents.signedPoints(it.value()),
                        Percents.signedPoints(it.interval().lower()),
                        Percents.signedPoints(it.interval().upper())))
            .orElseGet(() -> reason(one.difference())));
    row.add(one.p().found().map(Probability::words).orElse("–"));
    row.add(String.valueOf(one.pairs()));
    row.add(String.valueOf(one.prompts()));
    return row;
  }

  /// How often the first of two would be preferred, by strengths on one scale.
  static Optional<ToldTable> strengths(RatedSession session, BlindFindings findings) {
    if (findings.strengths().isEmpty()
        || !(findings.strengths().get() instanceof ClusteredStrengths.Found(var found))) {
      return Optional.empty();
    }
    return Optional.of(
        new ToldTable(
            "Strengths of arms (Bradley and Terry)",
            List.of(
                "First",
                "Second",
                "First preferred, if one is",
                "95 % interval",
                "Differ besides in"),
            found.differences().stream()
                .map(it ->
                    List.of(
                        it.first(),
                        it.second(),
                        Percents.whole(preferred(it.difference())),
                        it.interval()
                            .found()
                            .map(in -> Percents.range(preferred(in.lower()), preferred(in.upper())))
                            .orElseGet(() -> reason(it.interval())),
                        besides(
                            session,
                            session.arms().indexOf(it.first()),
                            session.arms().indexOf(it.second()))))
                .toList(),
            // All arms are on one scale: what is said of others counts too.
            found.differences().stream()
                .map(_ -> new RowsBehind("all arms", findings.by(), new Counting.OfStrengths()))
                .toList()));
  }

  /// `P(first over second)` of a difference of logarithms.
  private static double preferred(double difference) {
    return 1 / (1 + Math.exp(-difference));
  }

  static String rate(Answer<RateEstimate> estimate) {
    return estimate
        .found()
        .map(it -> "%s (%s)".formatted(Percents.whole(it.share()), interval(it)))
        .orElseGet(() -> reason(estimate));
  }

  static String interval(RateEstimate estimate) {
    return RateWords.interval(estimate);
  }

  static String reason(Answer<?> missing) {
    return missing.whyMissing().map(reason -> reason.words()).orElse("–");
  }
}
