package lab.harmony.blind.results.rated;

import java.util.List;
import lab.harmony.review.marks.Checklist;

/// What was said of what was shown, whatever lay on which side.
public sealed interface Judgement {

  /// Nothing could be said.
  record CannotTell() implements Judgement {}

  /// Three questions about a face.
  record Items(Checklist checklist) implements Judgement {}

  /// A face by points.
  record Points(int points) implements Judgement {

    public static final int MOST = 3;

    public Points {
      if (points < 0 || points > MOST) {
        throw new IllegalArgumentException("points go from 0 to 3, got " + points);
      }
    }
  }

  /// Which of two pictures, in the order of the unit, is better.
  record Preference(Better better) implements Judgement {}

  enum Better {
    FIRST,
    SECOND,
    EQUAL,
    BOTH_BAD
  }

  /// Several pictures from the best down, by their places in the unit; equal ones share a group.
  record Order(List<List<Integer>> groups) implements Judgement {

    public Order {
      groups = groups.stream().map(List::copyOf).toList();
    }

    /// 1 where the one stands above the other, -1 where it stands below, 0 where they are equal.
    int above(int one, int other) {
      return Integer.signum(group(other) - group(one));
    }

    int group(int place) {
      for (int group = 0; group < groups.size(); group++) {
        if (groups.get(group).contains(place)) {
          return group;
        }
      }
      throw new IllegalArgumentException("picture %d is not in %s".formatted(place, groups));
    }
  }
}
