package lab.harmony.blind.results;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import lab.harmony.blind.Unit;
import lab.harmony.review.ChecklistItem;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.DesignEffect;
import lab.harmony.stats.IntervalEstimate;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import lab.harmony.stats.Wilson;

/// How often the checklist holds for the faces of one arm, with intervals over prompts.
///
/// @param prompts archetype, emotion and CFG, behind which one or more seeds stand
/// @param ratings that count
/// @param cannotTell answers that say nothing
/// @param intended answers that say that a face is meant to mix emotions
/// @param points reached by points possible
public record ArmResult(
    int arm,
    int faces,
    int prompts,
    int ratings,
    int cannotTell,
    int intended,
    Answer<IntervalEstimate> points,
    Map<ChecklistItem, Answer<IntervalEstimate>> items) {

  static ArmResult of(int arm, List<Rated> firsts) {
    var own = firsts.stream().filter(one -> one.unit().pictures().getFirst().arm() == arm).toList();
    var counted = Rated.counted(own);
    var items = new EnumMap<ChecklistItem, Answer<IntervalEstimate>>(ChecklistItem.class);
    for (var item : ChecklistItem.values()) {
      items.put(
          item,
          share(counted, 1, one -> one.answer().checklist().orElseThrow().holds(item) ? 1 : 0));
    }
    return new ArmResult(
        arm,
        (int) counted.stream().map(one -> one.unit().number()).distinct().count(),
        byPrompt(counted).size(),
        counted.size(),
        (int) own.stream().filter(one -> one.answer().cannotTell()).count(),
        (int) own.stream().filter(one -> one.answer().intendedConflict()).count(),
        share(counted, ChecklistItem.values().length, Rated::points),
        items);
  }

  /// The raters of a face, its items and the seeds of its prompt go together: the prompt is what is
  /// drawn independently.
  private static Answer<IntervalEstimate> share(
      List<Rated> counted, int possible, ToIntFunction<Rated> reached) {
    var clusters =
        byPrompt(counted).values().stream()
            .map(of -> new Proportion(of.stream().mapToInt(reached).sum(), of.size() * possible))
            .toList();
    if (clusters.isEmpty()) {
      return Answer.missing(Reason.NO_DATA);
    }
    return DesignEffect.of(clusters, ConfidenceLevel.PERCENT_95)
        .map(design ->
            new IntervalEstimate(
                design.share(),
                design
                    .effect()
                    .found()
                    .map(effect ->
                        Wilson.interval(
                            design.share(), Math.min(effect.effectiveTrials(), design.trials())))
                    .orElseGet(() -> Wilson.interval(design.share(), clusters.size()))));
  }

  private static Map<Unit.Prompt, List<Rated>> byPrompt(List<Rated> counted) {
    return counted.stream().collect(Collectors.groupingBy(one -> one.unit().asked().prompt()));
  }
}
