package lab.harmony.blind.results.telling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.blind.results.findings.AfterAdjudication;
import lab.harmony.blind.results.findings.ArmComparison;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.rated.Adjudication;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.design.Percents;

/// What somebody who rated nothing else said where raters disagree, beside what these said.
final class AdjudicationTelling {

  /// More than these are read in the file of rows.
  private static final int MOST = 200;

  private AdjudicationTelling() {}

  /// What arms come to with it, and without; empty of sessions in which nobody was asked. It names
  /// nobody.
  static Optional<ToldSection> after(BlindResults results) {
    var session = results.session();
    return session
        .adjudication()
        .map(asked ->
            results
                .after()
                .map(after -> section(session, results.blind(), after))
                .orElseGet(() ->
                    new ToldSection(
                        "After adjudication",
                        List.of(
                            shown(session, asked)
                                + " Their account could open what tells the arms, so what they said counts for nothing."),
                        List.of())));
  }

  private static String shown(RatedSession session, Adjudication asked) {
    return "Rating was stopped, and somebody who had rated nothing of it was asked where raters disagreed, by the same sheet: %d of what is rated (%s), of which they answered %d."
        .formatted(asked.shown(), session.form().units(), asked.rated().size());
  }

  private static ToldSection section(
      RatedSession session, Optional<BlindFindings> raters, AfterAdjudication after) {
    var words = new ArrayList<String>();
    words.add(shown(session, after.adjudication()));
    words.add(
        "All else is told of raters alone. Here each of the %s has one answer: the adjudicated one (%d), else what more than half of its raters say.%s"
            .formatted(
                session.form().units(),
                after.answered(),
                after.open() == 0
                    ? ""
                    : " %d have neither and are left out.".formatted(after.open())));
    if (after.answered() == 0) {
      return new ToldSection(
          "After adjudication",
          List.of(
              shown(session, after.adjudication())
                  + " None of that counts, so there is nothing but what raters said."),
          List.of());
    }
    words.add(
        "What most raters say is another number than the mean of all of them, also where nothing was adjudicated; and the interval knows nothing of the choice of what was asked: it says how hard cases were settled, and is no better estimate.");
    return new ToldSection(
        "After adjudication",
        words,
        List.of(
            session.compares()
                ? comparisons(session, raters, after)
                : rates(session, raters, after)));
  }

  private static ToldTable rates(
      RatedSession session, Optional<BlindFindings> raters, AfterAdjudication after) {
    return new ToldTable(
        "Points reached, by raters and after adjudication",
        List.of("Arm", "By raters", "After adjudication", "Faces", "Prompts"),
        after.arms().stream()
            .map(arm ->
                List.of(
                    session.arms().get(arm.arm()),
                    raters
                        .map(found -> ArmTables.rate(found.arms().get(arm.arm()).rate()))
                        .orElse("–"),
                    ArmTables.rate(arm.rate()),
                    String.valueOf(arm.faces()),
                    String.valueOf(arm.prompts())))
            .toList());
  }

  private static ToldTable comparisons(
      RatedSession session, Optional<BlindFindings> raters, AfterAdjudication after) {
    return new ToldTable(
        "First − second, percentage points, by raters and after adjudication",
        List.of("First", "Second", "By raters", "After adjudication", "Pairs", "Prompts"),
        IntStream.range(0, after.comparisons().size())
            .mapToObj(at -> {
              var one = after.comparisons().get(at);
              return List.of(
                  session.arms().get(one.first()),
                  session.arms().get(one.second()),
                  raters.map(found -> difference(found.comparisons().get(at))).orElse("–"),
                  difference(one),
                  String.valueOf(one.pairs()),
                  String.valueOf(one.prompts()));
            })
            .toList());
  }

  private static String difference(ArmComparison one) {
    return one.difference()
        .found()
        .map(it ->
            "%s (%s to %s)"
                .formatted(
                    Percents.signedPoints(it.value()),
                    Percents.signedPoints(it.interval().lower()),
                    Percents.signedPoints(it.interval().upper())))
        .orElseGet(() -> ArmTables.reason(one.difference()));
  }

  /// Each adjudicated answer beside those of the raters; empty where nothing was.
  static Optional<ToldSection> each(RatedSession session) {
    return session
        .adjudication()
        .filter(asked -> !asked.rated().isEmpty())
        .map(asked -> {
          Map<Integer, List<Rated>> byUnit =
              Rated.firsts(session.rated()).stream()
                  .collect(Collectors.groupingBy(one -> one.unit().number()));
          var words =
              "%s, who rated nothing else of it, answered by the same sheet where raters disagreed."
                  .formatted(asked.by().name());
          return new ToldSection(
              "What was adjudicated",
              List.of(
                  asked.rated().size() > MOST
                      ? "%s The first %d stand here; the rows have all.".formatted(words, MOST)
                      : words),
              List.of(
                  new ToldTable(
                      "Adjudicated answers beside those of raters",
                      List.of("Asked for", "Arms", "Adjudicated", "Raters"),
                      Rated.firsts(asked.rated()).stream()
                          .limit(MOST)
                          .map(one ->
                              row(
                                  session,
                                  one,
                                  byUnit.getOrDefault(one.unit().number(), List.of())))
                          .toList())));
        });
  }

  private static List<String> row(RatedSession session, Rated one, List<Rated> raters) {
    var arms = JudgementWords.arms(session, one);
    return List.of(
        one.unit().asked().words(),
        String.join(", ", arms),
        said(one, arms),
        raters.stream()
            .map(rated -> "%s: %s".formatted(session.who(rated.rater()).name(), said(rated, arms)))
            .collect(Collectors.joining("; ")));
  }

  private static String said(Rated one, List<String> arms) {
    return JudgementWords.said(one, arms) + (one.intendedConflict() ? " (intended conflict)" : "");
  }
}
