package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.review.ChecklistItem;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.KrippendorffAlpha;
import lab.harmony.stats.Ratings;
import lab.harmony.stats.Resamples;
import lab.harmony.stats.Scale;

/// How far raters agree beyond chance. It tells no arm, so it may be looked at while a session is
/// open.
///
/// @param of what they agree on: all of the checklist, one of its items, or whom they prefer
/// @param units rated by two or more
public record RaterAgreement(String of, int units, KrippendorffAlpha.Bootstrapped alpha) {

  private static final long SEED = 20261129;
  private static final int RESAMPLES = 1000;

  /// What somebody said of one thing.
  private record Said(Object thing, int value) {}

  static List<RaterAgreement> all(RatedSession session, List<Rated> rated) {
    var counted = Rated.counted(Rated.firsts(rated));
    var all = new ArrayList<RaterAgreement>();
    if (session.compares()) {
      all.add(of("which one is better", preferences(session, counted), Scale.NOMINAL));
      return all;
    }
    all.add(
        of(
            "harmony points",
            said(counted, one -> Optional.of(one.points().orElseThrow())),
            Scale.ORDINAL));
    if (counted.stream().anyMatch(one -> one.judgement() instanceof Judgement.Items)) {
      for (var item : ChecklistItem.values()) {
        all.add(of(item.label(), said(counted, one -> holds(one, item)), Scale.NOMINAL));
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
        .flatMap(one -> value.apply(one).map(it -> new Said(one.unit().number(), it)).stream())
        .toList();
  }

  /// Of each two arms that were shown together; that both are bad is not the same as equal.
  private static List<Said> preferences(RatedSession session, List<Rated> counted) {
    var said = new ArrayList<Said>();
    session.ofEachTwo(arms -> {
      for (var one : counted) {
        one.preference(arms[0], arms[1])
            .ifPresent(preference ->
                said.add(
                    new Said(
                        List.of(one.unit().number(), arms[0], arms[1]),
                        one.judgement() instanceof Judgement.Preference
                            ? one.category()
                            : preference)));
      }
      return said;
    });
    return said;
  }

  private static RaterAgreement of(String of, List<Said> said, Scale scale) {
    Map<Object, List<Integer>> byThing =
        said.stream()
            .collect(
                Collectors.groupingBy(
                    Said::thing,
                    LinkedHashMap::new,
                    Collectors.mapping(Said::value, Collectors.toList())));
    return new RaterAgreement(
        of,
        (int) byThing.values().stream().filter(ratings -> ratings.size() > 1).count(),
        KrippendorffAlpha.bootstrap(
            new Ratings(List.copyOf(byThing.values())),
            scale,
            new Resamples.Drawn(RESAMPLES, SEED),
            ConfidenceLevel.PERCENT_95));
  }
}
