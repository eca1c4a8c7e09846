package lab.harmony.comparison.ui;

import java.util.List;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.cells.StoredComparison;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.ui.RunLinks;

/// The pairs of a comparison as they are shown: those of now, or those that a cell counted.
///
/// @param first the name of the arm that is asked about
/// @param second the name of the one it is compared with
/// @param by whose points they are, in words
record ShownPairs(String first, String second, String by, boolean machine, List<Pair> pairs) {

  ShownPairs {
    pairs = List.copyOf(pairs);
  }

  /// @param at what both were asked for: `soft × happy, CFG 7, seed 42`
  record Pair(String at, Face first, Face second) {

    int apart() {
      return Math.abs(first.points() - second.points());
    }
  }

  /// @param source where it comes from, in words
  /// @param thumbnail the address of a small picture of it
  /// @param page the address of the screen it belongs to
  record Face(String source, int points, String thumbnail, String picture, String page) {}

  static ShownPairs of(Comparison comparison) {
    var apart = comparison.pairing().apart();
    return new ShownPairs(
        comparison.first().name(),
        comparison.second().name(),
        comparison.judge().words(),
        comparison.judge() instanceof ArmJudge.Machine,
        comparison.pairing().pairs().stream()
            .map(pair ->
                new Pair(
                    pair.first().place().describe(apart),
                    face(pair.first(), pair.firstPoints()),
                    face(pair.second(), pair.secondPoints())))
            .toList());
  }

  private static Face face(ArmFace face, int points) {
    return new Face(face.source(), points, face.thumbnail(), face.picture(), face.page());
  }

  static ShownPairs of(StoredComparison stored, StoredComparison.Answer answer) {
    return new ShownPairs(
        answer.arm(),
        stored.baseline(),
        stored.by().words(),
        stored.by().machine(),
        answer.pairs().stream()
            .map(pair -> new Pair(pair.at(), face(pair.first()), face(pair.second())))
            .toList());
  }

  private static Face face(StoredComparison.Face face) {
    var image = face.image();
    return new Face(
        image.toString(),
        face.points(),
        ImageLinks.thumbnail(image, 256),
        ImageLinks.full(image),
        "/" + RunLinks.run(image.run()));
  }
}
