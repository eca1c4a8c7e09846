package lab.harmony.blind.results;

import java.util.List;
import java.util.Locale;
import lab.harmony.blind.BlindAnswer;
import lab.harmony.blind.BlindSession;
import lab.harmony.review.ChecklistItem;
import lab.harmony.tables.Csv;

/// The answers of a closed session that count, one a row.
final class BlindRows {

  private static final List<String> HEADER =
      List.of(
          "session",
          "rater",
          "blind",
          "position",
          "showing",
          "unit",
          "archetype",
          "emotion",
          "cfg_scale",
          "seed",
          "left_arm",
          "left_image",
          "left_sha256",
          "right_arm",
          "right_image",
          "right_sha256",
          "cannot_tell",
          "intended_conflict",
          "eyes_mouth",
          "brows_tension",
          "holistic",
          "points",
          "choice",
          "preferred_arm",
          "seconds");

  private BlindRows() {}

  static String csv(BlindSession session, List<Rated> rated) {
    return Csv.text(HEADER, rated.stream().map(one -> row(session, one)).toList());
  }

  private static List<String> row(BlindSession session, Rated one) {
    var raters = session.raters();
    int rater = raters.stream().map(it -> it.person().id()).toList().indexOf(one.showing().rater());
    var pictures =
        one.showing().swapped() ? one.unit().pictures().reversed() : one.unit().pictures();
    var left = pictures.getFirst();
    var right = pictures.size() > 1 ? pictures.get(1) : null;
    var asked = one.unit().asked();
    var answer = one.answer();
    var checklist = answer.checklist();
    return List.of(
        session.id().value(),
        String.valueOf(rater + 1),
        String.valueOf(raters.get(rater).isBlind()),
        String.valueOf(one.showing().position() + 1),
        one.showing().again() ? "again" : "first",
        String.valueOf(one.unit().number() + 1),
        asked.archetype(),
        asked.emotion(),
        String.valueOf(asked.cfgScale()),
        String.valueOf(asked.seed()),
        session.arms().get(left.arm()).label(),
        left.image().toString(),
        left.sha256(),
        right == null ? "" : session.arms().get(right.arm()).label(),
        right == null ? "" : right.image().toString(),
        right == null ? "" : right.sha256(),
        String.valueOf(answer.cannotTell()),
        String.valueOf(answer.intendedConflict()),
        checklist.map(it -> String.valueOf(it.holds(ChecklistItem.EYES_MOUTH))).orElse(""),
        checklist.map(it -> String.valueOf(it.holds(ChecklistItem.BROWS_TENSION))).orElse(""),
        checklist.map(it -> String.valueOf(it.holds(ChecklistItem.HOLISTIC))).orElse(""),
        checklist.map(it -> String.valueOf(it.points())).orElse(""),
        answer.choice().map(BlindAnswer.Choice::code).orElse(""),
        preferred(session, one),
        String.format(Locale.ROOT, "%.3f", one.milliseconds() / 1000.0));
  }

  private static String preferred(BlindSession session, Rated one) {
    if (one.answer().choice().isEmpty()) {
      return "";
    }
    int preference = one.preference();
    return preference == 0
        ? "neither"
        : session
            .arms()
            .get(
                preference > 0
                    ? one.unit().pictures().getFirst().arm()
                    : one.unit().pictures().getLast().arm())
            .label();
  }
}
