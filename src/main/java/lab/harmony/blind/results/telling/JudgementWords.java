package lab.harmony.blind.results.telling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.review.marks.ChecklistItem;

/// What was asked for and what was said of it, by arms, in words.
public final class JudgementWords {

  private JudgementWords() {}

  /// The arms of what was shown, by their places in it.
  public static List<String> arms(RatedSession session, Rated one) {
    return one.unit().pictures().stream().map(it -> session.arms().get(it.arm())).toList();
  }

  /// @param arms by the places of what was shown
  public static String said(Rated one, List<String> arms) {
    return switch (one.judgement()) {
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
