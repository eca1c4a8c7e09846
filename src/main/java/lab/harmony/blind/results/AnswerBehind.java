package lab.harmony.blind.results;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.telling.RowsBehind;
import lab.harmony.review.marks.ChecklistItem;

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
    var arms = one.unit().pictures().stream().map(it -> session.arms().get(it.arm())).toList();
    var asked = one.unit().asked();
    return new AnswerBehind(
        session.raters().get(one.rater()).name(),
        "%s × %s%s, seed %d"
            .formatted(
                asked.archetype(),
                asked.emotion(),
                asked.scale().map(scale -> ", CFG " + plain(scale)).orElse(""),
                asked.seed()),
        IntStream.range(0, arms.size())
            .mapToObj(at -> new Face(arms.get(at), one.unit().pictures().get(at).image()))
            .toList(),
        said(one.judgement(), arms),
        behind.others(),
        behind.counts(),
        behind.words());
  }

  private static String plain(double scale) {
    return scale == Math.rint(scale) ? Long.toString((long) scale) : Double.toString(scale);
  }

  private static String said(Judgement judgement, List<String> arms) {
    return switch (judgement) {
      case Judgement.CannotTell _ -> "cannot tell";
      case Judgement.Items(var checklist) ->
          Arrays.stream(ChecklistItem.values())
              .map(item -> item.label() + (checklist.holds(item) ? ": yes" : ": no"))
              .collect(Collectors.joining("; ", points(checklist.points()) + "; ", ""));
      case Judgement.Points(var points) -> points(points);
      case Judgement.Preference(var better) ->
          switch (better) {
            case FIRST -> arms.getFirst() + " is better";
            case SECOND -> arms.getLast() + " is better";
            case EQUAL -> "equal";
            case BOTH_BAD -> "both bad";
          };
      case Judgement.Order(var groups) ->
          groups.stream()
              .map(group -> group.stream().map(arms::get).collect(Collectors.joining(" = ")))
              .collect(Collectors.joining(" > "));
    };
  }

  private static String points(int points) {
    return "%d of %d points".formatted(points, Judgement.Points.MOST);
  }
}
