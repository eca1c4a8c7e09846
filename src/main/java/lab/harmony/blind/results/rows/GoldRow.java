package lab.harmony.blind.results.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.blind.results.rated.RatedGold;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.FaceTruth;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.review.marks.Checklist;

/// What stands of a gold picture in each column of the rows, and a row of one as it is brought in.
final class GoldRow {

  private static final List<String> SIDES = List.of("left", "right", "third", "fourth");

  private GoldRow() {}

  static Optional<?> of(RowColumn column, RatedSession session, RatedGold one) {
    var answer = one.answer();
    return switch (column) {
      case SESSION -> Optional.of(session.name());
      case KIND -> Optional.of(RowColumn.GOLD);
      case RATER -> Optional.of(one.rater() + 1L);
      case BLIND -> RowColumn.blind(session.raters().get(one.rater()).blindness());
      case POSITION -> Optional.of(one.position() + 1L);
      case SHOWING -> Optional.of("first");
      case UNIT -> Optional.of(one.unit() + 1L);
      case ARCHETYPE -> Optional.of(one.asked().archetype());
      case EMOTION -> Optional.of(one.asked().emotion());
      case CFG_SCALE -> one.asked().scale();
      case SEED -> Optional.of(one.asked().seed());
      case LEFT_SHA256 -> face(one, 0).map(GoldUnit.Face::sha256);
      case RIGHT_SHA256 -> face(one, 1).map(GoldUnit.Face::sha256);
      case THIRD_SHA256 -> face(one, 2).map(GoldUnit.Face::sha256);
      case FOURTH_SHA256 -> face(one, 3).map(GoldUnit.Face::sha256);
      case LEFT_TRUTH -> truth(one, 0);
      case RIGHT_TRUTH -> truth(one, 1);
      case THIRD_TRUTH -> truth(one, 2);
      case FOURTH_TRUTH -> truth(one, 3);
      case CANNOT_TELL -> Optional.of(answer.cannotTell());
      case INTENDED_CONFLICT -> Optional.of(answer.intendedConflict());
      case EYES_MOUTH -> answer.checklist().map(Checklist::eyesMouthAgree);
      case BROWS_TENSION -> answer.checklist().map(Checklist::browsTensionAgree);
      case HOLISTIC -> answer.checklist().map(Checklist::holisticCoherence);
      case POINTS ->
          answer
              .points()
              .or(() -> answer.checklist().map(Checklist::points))
              .map(points -> (long) points);
      case CHOICE -> answer.choice().map(BlindAnswer.Choice::code);
      case ORDER ->
          answer
              .order()
              .map(order ->
                  order.stream()
                      .map(place -> String.valueOf(place + 1))
                      .collect(Collectors.joining(" ")));
      case GOLD_RIGHT -> one.hit();
      case SECONDS -> Optional.of(one.milliseconds() / 1000.0);
      case LEFT_ARM,
          LEFT_IMAGE,
          RIGHT_ARM,
          RIGHT_IMAGE,
          THIRD_ARM,
          THIRD_IMAGE,
          FOURTH_ARM,
          FOURTH_IMAGE,
          PREFERRED_ARM ->
          Optional.empty();
    };
  }

  private static Optional<GoldUnit.Face> face(RatedGold one, int side) {
    return side < one.shown().size() ? Optional.of(one.shown().get(side)) : Optional.empty();
  }

  private static Optional<String> truth(RatedGold one, int side) {
    return face(one, side).map(face -> face.truth().words());
  }

  /// @throws lab.harmony.tables.Row.Refused naming what was needed
  static RatedGold read(RowAnswer row, BlindForm form, int rater, int position, int unit) {
    var shown = new ArrayList<GoldUnit.Face>();
    for (int side = 0; side < SIDES.size(); side++) {
      var where = SIDES.get(side);
      row.requireEmpty(where + "_arm", "the row is of gold");
      row.requireEmpty(where + "_image", "the row is of gold");
      if (side < form.pictures()) {
        shown.add(
            new GoldUnit.Face(
                FaceTruth.parse(row.needed(where + "_truth"))
                    .orElseThrow(() ->
                        row.refused(
                            where + "_truth",
                            "the emotions of eyes, mouth and brows, as \"happy sad angry\"")),
                row.sha256(where)));
      } else {
        row.requireEmpty(where + "_truth", "no more pictures were shown");
        row.requireEmpty(where + "_sha256", "no more pictures were shown");
      }
    }
    var asked = row.asked();
    if (form.compares()
        && shown.stream().filter(face -> face.truth().agrees(asked.emotion())).count() != 1) {
      throw row.refused("left_truth", "such that exactly one of the faces agrees");
    }
    var gold = new RatedGold(rater, position, unit, asked, shown, row.answer(), row.milliseconds());
    var said = row.maybeYes("gold_right");
    if (said.isPresent() && !said.equals(gold.hit())) {
      throw row.refused(
          "gold_right",
          gold.hit()
              .map(right -> right + ", by what was shown and said")
              .orElse("empty, where nothing was said that counts"));
    }
    return gold;
  }
}
