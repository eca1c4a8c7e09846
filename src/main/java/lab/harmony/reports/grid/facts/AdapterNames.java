package lab.harmony.reports.grid.facts;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.RecipeFact;

/// The adapters of a picture in words.
public final class AdapterNames {

  private AdapterNames() {}

  public static Stream<AdapterUse> in(GridPicture picture) {
    return picture.settings().recipe().adapters().stream();
  }

  /// How strongly it takes part: `0.8`, `0.8 (text 0.5)`.
  public static String weight(AdapterUse use) {
    return use.weights().stream()
        .map(weight ->
            weight.unet() == weight.text()
                ? RecipeFact.number(weight.unet())
                : "%s (text %s)"
                    .formatted(RecipeFact.number(weight.unet()), RecipeFact.number(weight.text())))
        .collect(Collectors.joining(", "));
  }

  /// All of them with their weights, or nothing where it has none.
  static Optional<String> all(GridPicture picture) {
    return in(picture)
        .map(use -> use.weights().isEmpty() ? use.name() : use.name() + " at " + weight(use))
        .reduce((one, other) -> one + ", " + other);
  }
}
