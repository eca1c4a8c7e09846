package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import lab.harmony.blind.BlindForm;
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
public record RaterAgreement(String of, int units, KrippendorffAlpha.Bootstrapped alpha) {

  private static final long SEED = 20261129;
  private static final int RESAMPLES = 1000;

  static List<RaterAgreement> all(BlindForm form, List<Rated> rated) {
    var counted = Rated.counted(Rated.firsts(rated));
    var all = new ArrayList<RaterAgreement>();
    if (form == BlindForm.PAIRS) {
      all.add(of("which one is better", counted, Rated::category, Scale.NOMINAL));
      return all;
    }
    all.add(of("harmony points", counted, Rated::points, Scale.ORDINAL));
    for (var item : ChecklistItem.values()) {
      all.add(
          of(
              item.label(),
              counted,
              one -> one.answer().checklist().orElseThrow().holds(item) ? 1 : 0,
              Scale.NOMINAL));
    }
    return all;
  }

  private static RaterAgreement of(
      String of, List<Rated> counted, ToIntFunction<Rated> value, Scale scale) {
    Map<Integer, List<Integer>> byUnit =
        counted.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.unit().number(),
                    LinkedHashMap::new,
                    Collectors.mapping(value::applyAsInt, Collectors.toList())));
    return new RaterAgreement(
        of,
        (int) byUnit.values().stream().filter(ratings -> ratings.size() > 1).count(),
        KrippendorffAlpha.bootstrap(
            new Ratings(List.copyOf(byUnit.values())),
            scale,
            new Resamples.Drawn(RESAMPLES, SEED),
            ConfidenceLevel.PERCENT_95));
  }
}
