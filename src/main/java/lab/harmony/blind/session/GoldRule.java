package lab.harmony.blind.session;

import java.util.List;
import java.util.Optional;

/// What is right of a gold picture. A face that agrees has two points of three at least, one that
/// contradicts itself has one at most; of two faces the one that agrees is better, and of four it
/// is the best.
public final class GoldRule {

  private static final int ENOUGH = 2;

  private GoldRule() {}

  /// Whether somebody was right; empty where they could not tell, or took the contradiction as
  /// meant, which is never counted against anybody.
  ///
  /// @param shown the faces from left to right
  public static Optional<Boolean> hit(BlindAnswer answer, String asked, List<FaceTruth> shown) {
    if (!answer.counts()) {
      return Optional.empty();
    }
    if (shown.size() == 1) {
      return answer
          .points()
          .or(() -> answer.checklist().map(items -> items.points()))
          .map(points -> points >= ENOUGH == shown.getFirst().agrees(asked));
    }
    int best = shown.stream().map(face -> face.agrees(asked)).toList().indexOf(true);
    return answer
        .order()
        .map(order -> order.getFirst() == best)
        .or(() ->
            answer
                .choice()
                .map(choice ->
                    choice == (best == 0 ? BlindAnswer.Choice.LEFT : BlindAnswer.Choice.RIGHT)));
  }
}
