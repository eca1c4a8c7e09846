package lab.harmony.blind.results.findings;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.rates.FaceOutcome;
import lab.harmony.stats.rates.RateEstimate;

/// What the faces of one arm reach, with intervals as everywhere in the lab ([RateEstimate]): the
/// raters of a face and its items go together, and so do the faces of a prompt.
///
/// @param arm from 0
/// @param prompts wordings behind the faces
/// @param ratings that count
/// @param cannotTell answers that say nothing
/// @param intended answers that say that a face is meant to mix emotions
/// @param rate points reached by points possible
/// @param perfect faces with all points, by each rater
/// @param items how often each question is answered with yes; empty where none was asked
public record ArmResult(
    int arm,
    int faces,
    int prompts,
    int ratings,
    int cannotTell,
    int intended,
    Answer<RateEstimate> rate,
    Answer<RateEstimate> perfect,
    Map<ChecklistItem, Answer<RateEstimate>> items) {

  public static ArmResult of(int arm, List<Rated> firsts) {
    var own = firsts.stream().filter(one -> one.unit().place(arm) >= 0).toList();
    var counted = Rated.counted(own);
    var items = new EnumMap<ChecklistItem, Answer<RateEstimate>>(ChecklistItem.class);
    if (!counted.isEmpty() && counted.stream().allMatch(one -> checklist(one).isPresent())) {
      for (var item : ChecklistItem.values()) {
        items.put(
            item,
            rate(counted, 1, one -> checklist(one).orElseThrow().checklist().holds(item) ? 1 : 0));
      }
    }
    return new ArmResult(
        arm,
        (int) counted.stream().map(one -> one.unit().number()).distinct().count(),
        (int) counted.stream().map(one -> one.unit().prompt()).distinct().count(),
        counted.size(),
        (int) own.stream().filter(Rated::cannotTell).count(),
        (int) own.stream().filter(Rated::intendedConflict).count(),
        rate(counted, Judgement.Points.MOST, one -> one.points().orElseThrow()),
        rate(counted, 1, one -> one.points().orElseThrow() == Judgement.Points.MOST ? 1 : 0),
        items);
  }

  private static Optional<Judgement.Items> checklist(Rated one) {
    return one.judgement() instanceof Judgement.Items items ? Optional.of(items) : Optional.empty();
  }

  private static Answer<RateEstimate> rate(
      List<Rated> counted, int possible, ToIntFunction<Rated> reached) {
    var faces = new LinkedHashMap<Integer, FaceOutcome>();
    for (var one : counted) {
      faces.merge(
          one.unit().number(),
          new FaceOutcome(
              Optional.of(one.unit().prompt()), new Proportion(reached.applyAsInt(one), possible)),
          (before, more) ->
              new FaceOutcome(
                  before.prompt(),
                  new Proportion(
                      before.reached().successes() + more.reached().successes(),
                      before.reached().trials() + more.reached().trials())));
    }
    return RateEstimate.overFaces(List.copyOf(faces.values()));
  }
}
