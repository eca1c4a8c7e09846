package lab.harmony.blind.results.rated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import lab.harmony.blind.session.Unit;
import lab.harmony.review.marks.PromptPlace;

/// What one judgement is about.
///
/// @param number from 0
/// @param pictures one of each arm that stands in it
public record RatedUnit(int number, Unit.Asked asked, List<Picture> pictures) {

  /// A picture as the rows name it.
  ///
  /// @param arm from 0
  /// @param image where it is, in the lab that showed it
  public record Picture(int arm, String image, String sha256) {}

  public RatedUnit {
    pictures = List.copyOf(pictures);
  }

  static RatedUnit of(Unit unit) {
    return new RatedUnit(
        unit.number(),
        unit.asked(),
        unit.pictures().stream()
            .map(it -> new Picture(it.arm(), it.image().toString(), it.sha256()))
            .toList());
  }

  /// The wording behind it, whose scales and seeds go together.
  public PromptPlace prompt() {
    return asked.prompt();
  }

  /// The place of an arm's picture in it, or -1.
  public int place(int arm) {
    for (int place = 0; place < pictures.size(); place++) {
      if (pictures.get(place).arm() == arm) {
        return place;
      }
    }
    return -1;
  }

  /// Of each two places in it, the first before the second.
  <T> List<T> eachTwo(BiFunction<Integer, Integer, T> made) {
    var all = new ArrayList<T>();
    for (int one = 0; one < pictures.size(); one++) {
      for (int next = one + 1; next < pictures.size(); next++) {
        all.add(made.apply(one, next));
      }
    }
    return all;
  }
}
