package lab.harmony.blind.results.rated;

import java.util.List;
import java.util.Optional;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.FaceTruth;
import lab.harmony.blind.session.GoldRule;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.Unit;

/// What somebody said of a gold picture. It is no judgement of an arm, so nothing that is computed
/// of arms, raters among each other or the session can take it in.
///
/// @param rater from 0
/// @param position in the rater's order, from 0
/// @param unit from 0
/// @param shown from left to right
public record RatedGold(
    int rater,
    int position,
    int unit,
    Unit.Asked asked,
    List<GoldUnit.Face> shown,
    BlindAnswer answer,
    int milliseconds) {

  public RatedGold {
    shown = List.copyOf(shown);
  }

  public RatedGold by(int number) {
    return new RatedGold(number, position, unit, asked, shown, answer, milliseconds);
  }

  List<FaceTruth> truths() {
    return shown.stream().map(GoldUnit.Face::truth).toList();
  }

  /// Empty where they could not tell, or took it as meant.
  public Optional<Boolean> hit() {
    return GoldRule.hit(answer, asked.emotion(), truths());
  }

  /// Whether a single face agrees; of several one does.
  boolean agrees() {
    return shown.getFirst().truth().agrees(asked.emotion());
  }
}
