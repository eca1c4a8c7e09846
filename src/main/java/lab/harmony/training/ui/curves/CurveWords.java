package lab.harmony.training.ui.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.models.ModelName;

/// What the curves of a figure show, in words: for the eye above it, and for those who cannot see
/// it.
final class CurveWords {

  private CurveWords() {}

  /// The lines above a figure: what a point stands for, of each run by itself where they differ,
  /// and how many steps no line shows; none where each point is a step and a number. They stay the
  /// same while points are added, so that those can be sent alone.
  static List<String> title(List<ModelName> names, List<Curve> curves) {
    var lines = new ArrayList<String>();
    var shown =
        IntStream.range(0, names.size()).filter(i -> !curves.get(i).isEmpty()).boxed().toList();
    var sizes = shown.stream().map(i -> curves.get(i).each()).distinct().toList();
    if (sizes.size() == 1 && sizes.getFirst() > 1) {
      lines.add("Band: lowest to highest of up to %d steps".formatted(sizes.getFirst()));
    } else if (sizes.size() > 1) {
      lines.add("Band: lowest to highest of the steps of a point");
      for (int i : shown) {
        int each = curves.get(i).each();
        var said = each == 1 ? "single steps: %s" : "up to " + each + " steps a point: %s";
        lines.add(said.formatted(names.get(i)));
      }
    }
    if (!lines.isEmpty()) {
      lines.add(
          curves.getFirst().isSmoothed()
              ? "Thin line: their mean; thick line: smoothed"
              : "Line: their mean");
    }
    for (int i : shown) {
      int lost = curves.get(i).lost();
      if (lost > 0) {
        var said = lost == 1 ? "▲ 1 step is no number" : "▲ %d steps are no number".formatted(lost);
        lines.add(names.size() == 1 ? said : said + ": " + names.get(i));
      }
    }
    return lines;
  }

  /// The same and what a curve says of itself, as sentences.
  static String said(String what, ModelName name, Curve curve) {
    return curve
        .words()
        .map(words -> "%s of %s %s.".formatted(what, name, words) + points(curve))
        .orElse("%s: no step is done yet.".formatted(name));
  }

  private static String points(Curve curve) {
    if (curve.each() == 1) {
      return "";
    }
    var last =
        curve.left().isEmpty()
            ? ""
            : ", the last one of %s".formatted(steps(curve.left().getAsInt()));
    return " Each point is the mean of %d steps%s, in a band from the lowest to the highest of them."
        .formatted(curve.each(), last);
  }

  private static String steps(int count) {
    return count == 1 ? "1 step" : count + " steps";
  }
}
