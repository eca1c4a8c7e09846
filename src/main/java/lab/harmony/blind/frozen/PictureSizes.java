package lab.harmony.blind.frozen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.design.Percents;
import lab.harmony.runs.RunImage;

/// The one size in which all pictures of a session are shown: as narrow as the narrowest and as low
/// as the lowest, so that none is enlarged. Others are made smaller, and cut at two sides where
/// they have another shape.
///
/// @param width of every picture, as raters see it
/// @param byArm the sizes that pictures of each arm have
public record PictureSizes(int width, int height, List<Set<Size>> byArm) {

  /// More than this of a picture is not cut away: a third.
  private static final double MOST_CUT = 1 / 3.0;

  /// In pixels.
  record Size(int width, int height) {

    public static Size of(RunImage image) {
      return new Size(image.width(), image.height());
    }

    String words() {
      return "%d × %d".formatted(width, height);
    }
  }

  public PictureSizes {
    byArm = List.copyOf(byArm);
  }

  /// @param arms the pictures of each arm
  /// @throws BlindProblem if too much would have to be cut away
  public static PictureSizes of(List<String> names, List<List<RunImage>> arms) {
    var byArm = new ArrayList<Set<Size>>();
    for (var arm : arms) {
      var sizes = new LinkedHashSet<Size>();
      arm.forEach(image -> sizes.add(Size.of(image)));
      byArm.add(sizes);
    }
    var all = byArm.stream().flatMap(Set::stream).toList();
    var sizes =
        new PictureSizes(
            all.stream().mapToInt(Size::width).min().orElseThrow(),
            all.stream().mapToInt(Size::height).min().orElseThrow(),
            byArm);
    for (int arm = 0; arm < byArm.size(); arm++) {
      for (var size : byArm.get(arm)) {
        if (sizes.cut(size) > MOST_CUT) {
          throw new BlindProblem(
              "All pictures are shown as %d × %d, and of those of %s (%s) %s would have to be cut away. Choose arms of more alike shapes."
                  .formatted(
                      sizes.width(),
                      sizes.height(),
                      names.get(arm),
                      size.words(),
                      Percents.whole(sizes.cut(size))));
        }
      }
    }
    return sizes;
  }

  private double scale(Size size) {
    return Math.max(width / (double) size.width(), height / (double) size.height());
  }

  /// The part that is cut away.
  private double cut(Size size) {
    double scale = scale(size);
    return 1 - width / (scale * size.width()) * (height / (scale * size.height()));
  }

  /// What of an arm's own look stays or changes by it, which a rater may come to know; nothing
  /// where all arms have the same sizes.
  public List<String> sentences(List<BlindArm> names) {
    if (byArm.stream().distinct().count() < 2) {
      return List.of();
    }
    var words = new LinkedHashMap<String, List<String>>();
    for (int arm = 0; arm < byArm.size(); arm++) {
      for (var size : byArm.get(arm)) {
        words.computeIfAbsent(words(size), _ -> new ArrayList<>()).add(names.get(arm).label());
      }
    }
    var all = new ArrayList<String>();
    all.add(
        "The arms have pictures of different sizes. All are shown as %d × %d, written anew before the start, so neither size nor file nor the time that they take tells an arm. How sharp they look may:"
            .formatted(width, height));
    words.forEach((what, of) -> all.add("%s %s.".formatted(String.join("; ", of), what)));
    return all;
  }

  private String words(Size size) {
    double scale = scale(size);
    if (scale == 1 && cut(size) == 0) {
      return "as drawn";
    }
    var shrunk =
        scale < 1
            ? "from %s made smaller to %s, which makes lines finer and sharper than where they were drawn so"
                .formatted(size.words(), Percents.whole(scale))
            : "from %s".formatted(size.words());
    return cut(size) > 0
        ? "%s, and %s are cut away at two sides, which brings faces nearer to the edge"
            .formatted(shrunk, Percents.whole(Math.max(0.01, cut(size))))
        : shrunk;
  }
}
