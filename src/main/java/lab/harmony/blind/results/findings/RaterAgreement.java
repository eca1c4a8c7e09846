package lab.harmony.blind.results.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.agreement.KrippendorffAlpha;
import lab.harmony.stats.agreement.PromptInterval;
import lab.harmony.stats.agreement.Ratings;
import lab.harmony.stats.agreement.Scale;

/// How far raters agree beyond chance. It tells no arm, so it may be looked at while a session is
/// open.
///
/// The interval is Student's over prompts, since all that is said of one goes together, and there
/// is one where [PromptInterval] says so.
///
/// @param of what they agree on: all of the checklist, one of its items, or whom they prefer
/// @param units rated by two or more
/// @param prompts behind them
/// @param leftOut answers that say nothing of it: cannot tell, or intended conflict
/// @param answers with those
/// @param bothWays whether each pair of more arms than two is said both ways; then an interval
///   needs [PromptInterval#FEWEST_VARIED] prompts in which raters differ
public record RaterAgreement(
    String of,
    int units,
    int prompts,
    int leftOut,
    int answers,
    boolean bothWays,
    KrippendorffAlpha.Clustered alpha) {

  private static final int BOTH_BAD = 2;

  /// What somebody said of one thing.
  private record Said(PromptPlace prompt, Object thing, int value) {}

  public static List<RaterAgreement> all(RatedSession session, List<Rated> rated) {
    var firsts = Rated.firsts(rated);
    var counted = Rated.counted(firsts);
    int left = firsts.size() - counted.size();
    int answers = firsts.size();
    var all = new ArrayList<RaterAgreement>();
    if (session.compares()) {
      all.add(
          of(
              "which one is better",
              preferences(session, counted),
              session.arms().size() > 2 ? 2 : 1,
              Scale.NOMINAL,
              left,
              answers));
      return all;
    }
    all.add(
        of(
            "harmony points",
            said(counted, one -> Optional.of(one.points().orElseThrow())),
            1,
            Scale.ORDINAL,
            left,
            answers));
    if (counted.stream().anyMatch(one -> one.judgement() instanceof Judgement.Items)) {
      for (var item : ChecklistItem.values()) {
        all.add(
            of(
                item.label(),
                said(counted, one -> holds(one, item)),
                1,
                Scale.NOMINAL,
                left,
                answers));
      }
    }
    return all;
  }

  private static Optional<Integer> holds(Rated one, ChecklistItem item) {
    return one.judgement() instanceof Judgement.Items(var checklist)
        ? Optional.of(checklist.holds(item) ? 1 : 0)
        : Optional.empty();
  }

  private static List<Said> said(List<Rated> counted, Function<Rated, Optional<Integer>> value) {
    return counted.stream()
        .flatMap(one ->
            value
                .apply(one)
                .map(it -> new Said(one.unit().prompt(), one.unit().number(), it))
                .stream())
        .toList();
  }

  /// Of each two arms that were shown together; that both are bad is not the same as equal. Of more
  /// arms than two each pair is said both ways, since it is chance which of them is named first:
  /// all pairs have the values in common by which agreement is expected.
  private static List<Said> preferences(RatedSession session, List<Rated> counted) {
    var said = new ArrayList<Said>();
    boolean bothWays = session.arms().size() > 2;
    session.ofEachTwo(arms -> {
      for (var one : counted) {
        preference(one, arms[0], arms[1]).ifPresent(said::add);
        if (bothWays) {
          preference(one, arms[1], arms[0]).ifPresent(said::add);
        }
      }
      return said;
    });
    return said;
  }

  private static Optional<Said> preference(Rated one, int first, int second) {
    return one.preference(first, second)
        .map(preference ->
            new Said(
                one.unit().prompt(),
                List.of(one.unit().number(), first, second),
                one.judgement() instanceof Judgement.Preference(var better)
                        && better == Judgement.Better.BOTH_BAD
                    ? BOTH_BAD
                    : preference));
  }

  /// @param times how often each thing is said
  private static RaterAgreement of(
      String of, List<Said> said, int times, Scale scale, int leftOut, int answers) {
    Map<PromptPlace, Map<Object, List<Integer>>> byPrompt =
        said.stream()
            .collect(
                Collectors.groupingBy(
                    Said::prompt,
                    LinkedHashMap::new,
                    Collectors.groupingBy(
                        Said::thing,
                        LinkedHashMap::new,
                        Collectors.mapping(Said::value, Collectors.toList()))));
    var twice =
        byPrompt.values().stream()
            .map(things -> things.values().stream().filter(all -> all.size() > 1).toList())
            .filter(things -> !things.isEmpty())
            .toList();
    return new RaterAgreement(
        of,
        twice.stream().mapToInt(List::size).sum() / times,
        twice.size(),
        leftOut,
        answers,
        times > 1,
        alpha(twice.stream().map(Ratings::new).toList(), scale, times > 1));
  }

  /// Where each pair is said both ways, no value is the most frequent one, and every prompt would
  /// seem to vary: there those that say how far others may differ are those in which raters do.
  private static KrippendorffAlpha.Clustered alpha(
      List<Ratings> prompts, Scale scale, boolean bothWays) {
    var alpha = KrippendorffAlpha.ofClusters(prompts, scale, ConfidenceLevel.PERCENT_95);
    return new KrippendorffAlpha.Clustered(
        alpha.alpha(),
        PromptInterval.where(
            alpha.interval(),
            prompts.size(),
            bothWays ? alpha.differing() : alpha.varied(),
            alpha.differing()),
        alpha.varied(),
        alpha.differing());
  }

  /// What was left out, in words; empty where nothing was.
  public String leftOutWords() {
    return leftOut == 0
        ? ""
        : "%d of %d answers left out, cannot tell or intended conflict".formatted(leftOut, answers);
  }
}
