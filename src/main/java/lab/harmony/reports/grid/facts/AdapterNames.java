package lab.harmony.reports.grid.facts;

import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.recipe.AdapterUse;

/// The adapters of a picture in words.
public final class AdapterNames {

  private AdapterNames() {}

  public static Stream<AdapterUse> in(GridPicture picture) {
    return picture.settings().recipe().adapters().stream();
  }

  /// All of them with their weights, or nothing where it has none.
  static Optional<String> all(GridPicture picture) {
    return in(picture).map(AdapterUse::words).reduce((one, other) -> one + ", " + other);
  }
}
