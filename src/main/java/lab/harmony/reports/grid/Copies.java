package lab.harmony.reports.grid;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPosition;

/// The same picture made twice: equal bytes, equal place. Of copies that counts of which most is
/// known.
final class Copies {

  private static final Comparator<GridPicture> BEST_KNOWN_FIRST =
      comparing((GridPicture picture) -> picture.human().isEmpty())
          .thenComparing(comparing(GridPicture::createdAt).reversed())
          .thenComparing(picture -> picture.id().toString());

  private Copies() {}

  /// The same picture of several runs or experiments counts once.
  static List<GridPicture> eachOnce(Collection<GridPicture> some) {
    return eachOnce(some, List.of());
  }

  /// The same where the values of these facts tell copies apart.
  static List<GridPicture> eachOnce(Collection<GridPicture> some, Collection<GridFact> facts) {
    record Sameness(GridPosition position, List<String> besides, String sha256) {}
    if (allDiffer(some)) {
      return List.copyOf(some);
    }
    var besides = facts.stream().filter(fact -> !fact.isMatrix()).toList();
    var best = new LinkedHashMap<Sameness, GridPicture>();
    for (var picture : some) {
      best.merge(
          new Sameness(
              picture.position(),
              besides.stream().map(fact -> fact.of(picture)).collect(Collectors.toList()),
              picture.sha256()),
          picture,
          BinaryOperator.minBy(BEST_KNOWN_FIRST));
    }
    return List.copyOf(best.values());
  }

  /// Whether no two have the same bytes.
  private static boolean allDiffer(Collection<GridPicture> some) {
    var met = new HashSet<String>(2 * some.size());
    for (var picture : some) {
      if (!met.add(picture.sha256())) {
        return false;
      }
    }
    return true;
  }
}
