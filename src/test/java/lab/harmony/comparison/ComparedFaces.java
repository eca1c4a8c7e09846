package lab.harmony.comparison;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.arms.ArmPlace;
import lab.harmony.comparison.arms.ArmScore;

/// Arms of faces that were drawn nowhere, for tests of what is made of their scores.
final class ComparedFaces {

  static final ArmJudge TEAM = new ArmJudge.Team();

  private ComparedFaces() {}

  static ArmPlace place(String archetype, long seed, String drawnBy) {
    return new ArmPlace(
        archetype, "happy", "a %s girl, happy".formatted(archetype), 7, seed, drawnBy, "20 steps");
  }

  static ArmFace face(ArmPlace place, ArmScore score) {
    return new ArmFace(
        "%s/%s-%d-%s".formatted(place.drawnBy(), place.archetype(), place.seed(), place.words()),
        place,
        score,
        Instant.EPOCH,
        "",
        "",
        "");
  }

  static ArmScore points(int points) {
    return new ArmScore.Points(points);
  }

  static Arm arm(String name, ArmFace... faces) {
    return new Arm(name, Set.of(), TEAM, List.of(faces));
  }

  static Arm arm(String name, List<ArmFace> faces) {
    return new Arm(name, Set.of(), TEAM, faces);
  }

  /// Two arms with so many pairs of which both, one or none are perfect, each of a prompt of its
  /// own.
  static List<Arm> table(int both, int firstOnly, int secondOnly, int neither) {
    return table("new", "old", both, firstOnly, secondOnly, neither);
  }

  static List<Arm> table(
      String first, String second, int both, int firstOnly, int secondOnly, int neither) {
    var outcomes =
        Stream.of(
                Stream.generate(() -> new int[] {3, 3}).limit(both),
                Stream.generate(() -> new int[] {3, 1}).limit(firstOnly),
                Stream.generate(() -> new int[] {2, 3}).limit(secondOnly),
                Stream.generate(() -> new int[] {1, 1}).limit(neither))
            .flatMap(each -> each)
            .toList();
    var ones = new ArrayList<ArmFace>();
    var others = new ArrayList<ArmFace>();
    for (int at = 0; at < outcomes.size(); at++) {
      ones.add(face(place("prompt" + at, 42, first), points(outcomes.get(at)[0])));
      others.add(face(place("prompt" + at, 42, second), points(outcomes.get(at)[1])));
    }
    return List.of(arm(first, ones), arm(second, others));
  }

  /// Two arms with prompts of several seeds: 1 where the first alone is perfect, -1 where the
  /// second alone is, 0 where both are.
  static List<Arm> prompts(int[]... differences) {
    var ones = new ArrayList<ArmFace>();
    var others = new ArrayList<ArmFace>();
    for (int prompt = 0; prompt < differences.length; prompt++) {
      for (int seed = 0; seed < differences[prompt].length; seed++) {
        int difference = differences[prompt][seed];
        ones.add(face(place("prompt" + prompt, seed, "new"), points(difference < 0 ? 0 : 3)));
        others.add(face(place("prompt" + prompt, seed, "old"), points(difference > 0 ? 0 : 3)));
      }
    }
    return List.of(arm("new", ones), arm("old", others));
  }

  static Comparison compared(List<Arm> arms) {
    return Comparisons.of(arms.get(1), List.of(arms.get(0))).all().getFirst();
  }
}
