package lab.harmony.blind.results.rated;

import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.rates.Wilson;

/// How often somebody was right of gold pictures. Each was drawn by itself, so the interval is
/// Wilson's.
///
/// @param all those that count
/// @param agreeing of single faces, those whose parts agree
/// @param contradicting those that contradict themselves
/// @param leftOut where they could not tell, or took it as meant
public record GoldHits(Proportion all, Proportion agreeing, Proportion contradicting, int leftOut) {

  public static GoldHits of(List<RatedGold> said) {
    return new GoldHits(
        hits(said),
        hits(said.stream().filter(one -> one.shown().size() == 1 && one.agrees()).toList()),
        hits(said.stream().filter(one -> one.shown().size() == 1 && !one.agrees()).toList()),
        (int) said.stream().filter(one -> one.hit().isEmpty()).count());
  }

  private static Proportion hits(List<RatedGold> said) {
    var counted = said.stream().flatMap(one -> one.hit().stream()).toList();
    return new Proportion((int) counted.stream().filter(hit -> hit).count(), counted.size());
  }

  public Answer<Interval> interval() {
    return Wilson.of(all, ConfidenceLevel.PERCENT_95);
  }
}
