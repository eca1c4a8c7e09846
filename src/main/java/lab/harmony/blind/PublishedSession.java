package lab.harmony.blind;

import java.util.List;
import lab.harmony.json.Json;
import lab.harmony.people.PersonId;
import lab.harmony.review.Checklist;
import lab.harmony.workspace.Sha256;

/// The file of a closed session: what was sealed, the random bits that it was sealed with, and
/// every answer. Raters stand in it by number.
public final class PublishedSession {

  public static final String FORMAT = "harmony-blind-session/2";

  /// Files of sessions that were closed before the close wrote down more than the answers.
  public static final String BEFORE = "harmony-blind-session/1";

  private PublishedSession() {}

  static String text(
      BlindSession session,
      SealedMapping sealed,
      List<PersonId> raters,
      List<GivenAnswer> answers) {
    var file = Json.MAPPER.createObjectNode();
    var closing = session.closing().orElseThrow();
    file.put("format", closing.ended().isPresent() ? FORMAT : BEFORE);
    file.put("session", session.id().value());
    file.put("title", session.title());
    file.put("form", session.form().code());
    file.put("openedAt", session.openedAt().toString());
    file.put("closedAt", closing.at().toString());
    file.put("commitment", session.commitment());
    file.put("nonce", sealed.nonce());
    file.put("mapping", sealed.text());
    var people = file.putArray("raters");
    var written = SealedClose.Rater.all(session);
    written.forEach(rater -> {
      var one = people.addObject();
      one.put("rater", rater.number());
      one.put("blind", rater.blind());
      one.put("guest", rater.guest());
    });
    var lines = answers(raters, answers);
    file.put("answers", lines);
    var sha256 = answersSha256(raters, answers);
    file.put("answersSha256", sha256);
    closing
        .ended()
        .ifPresent(ended -> {
          var close = SealedClose.of(session, closing.at(), ended, written, answers.size(), sha256);
          file.put("ended", ended.code());
          file.put("close", close.text());
          file.put("closeSha256", closing.sha256());
        });
    return Json.indented(file);
  }

  static String answersSha256(List<PersonId> raters, List<GivenAnswer> answers) {
    return Sha256.of(answers(raters, answers)).hex();
  }

  /// One answer a line, its parts apart by tabs, the oldest first.
  static String answers(List<PersonId> raters, List<GivenAnswer> answers) {
    var lines =
        new StringBuilder(
            "number\trater\tposition\tanswered_at\tcounts_as\tanswer\tintended_conflict\tmilliseconds\n");
    for (int number = 0; number < answers.size(); number++) {
      var given = answers.get(number);
      lines
          .append(
              String.join(
                  "\t",
                  String.valueOf(number + 1),
                  String.valueOf(SealedMapping.number(raters, given.rater())),
                  String.valueOf(given.position() + 1),
                  given.answeredAt().toString(),
                  given.overtaken() ? "overtaken" : given.withdrawn() ? "withdrawal" : "answer",
                  word(given),
                  String.valueOf(given.answer().intendedConflict()),
                  String.valueOf(given.milliseconds())))
          .append('\n');
    }
    return lines.toString();
  }

  private static String word(GivenAnswer given) {
    if (given.withdrawn()) {
      return "-";
    }
    var answer = given.answer();
    return answer.cannotTell()
        ? "cannot-tell"
        : answer
            .choice()
            .map(BlindAnswer.Choice::code)
            .or(() -> answer.points().map(String::valueOf))
            .or(() -> answer.order().map(AnswerStore::ranking))
            .orElseGet(() -> checklist(answer.checklist().orElseThrow()));
  }

  private static String checklist(Checklist items) {
    return "%s %s %s"
        .formatted(
            items.eyesMouthAgree() ? "yes" : "no",
            items.browsTensionAgree() ? "yes" : "no",
            items.holisticCoherence() ? "yes" : "no");
  }
}
