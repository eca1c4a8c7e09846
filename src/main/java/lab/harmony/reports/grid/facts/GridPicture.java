package lab.harmony.reports.grid.facts;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.ImageId;

/// One picture as a grid sees it: its place, what else went into it, and what was said of it.
///
/// @param experiment it stands in
/// @param remarks that no rate knows of
/// @param human what a person said; the latest word
/// @param machine what the machine judge said; never mixed with the human verdict
public record GridPicture(
    ImageId id,
    String experiment,
    GridPosition position,
    GridSettings settings,
    String sha256,
    Instant createdAt,
    PictureRemarks remarks,
    Optional<PictureVerdict> human,
    Optional<PictureVerdict> machine) {

  /// One picture of each recipe: what recipes say of thousands is said by a few of them.
  public static List<GridPicture> eachRecipe(Collection<GridPicture> pictures) {
    var found = new LinkedHashMap<Recipe, GridPicture>();
    eachSettings(pictures)
        .forEach(picture -> found.putIfAbsent(picture.settings().recipe(), picture));
    return List.copyOf(found.values());
  }

  /// One picture at least of each settings, in their order, and of those that are kept once one.
  static List<GridPicture> eachSettings(Collection<GridPicture> pictures) {
    var met = Collections.newSetFromMap(new IdentityHashMap<GridSettings, Boolean>());
    return pictures.stream().filter(picture -> met.add(picture.settings())).toList();
  }
}
