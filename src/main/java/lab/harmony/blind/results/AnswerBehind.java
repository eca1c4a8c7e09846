package lab.harmony.blind.results;

import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.telling.JudgementWords;
import lab.harmony.blind.results.telling.RowsBehind;

/// One answer that numbers of a closed session were counted from, in words.
///
/// @param asked what was shown: `soft × happy, CFG 7, seed 42`
/// @param faces of each arm that was shown
/// @param said what the rater said of them
/// @param others whether it is of somebody of whom the row is not
/// @param counts whether the numbers of the row count it
/// @param why it does not, or for what it does; may be empty
public record AnswerBehind(
    String rater,
    String asked,
    List<Face> faces,
    String said,
    boolean others,
    boolean counts,
    String why) {

  public AnswerBehind {
    faces = List.copyOf(faces);
  }

  /// A face as it was frozen.
  ///
  /// @param image where it is, in the lab that showed it
  public record Face(String arm, String image) {}

  static AnswerBehind of(RatedSession session, RowsBehind.Behind behind) {
    var one = behind.answer();
    var arms = JudgementWords.arms(session, one);
    return new AnswerBehind(
        session.who(one.rater()).name(),
        one.unit().asked().words(),
        IntStream.range(0, arms.size())
            .mapToObj(at -> new Face(arms.get(at), one.unit().pictures().get(at).image()))
            .toList(),
        JudgementWords.said(one, arms),
        behind.others(),
        behind.counts(),
        behind.words());
  }
}
