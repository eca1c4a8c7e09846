package lab.harmony.reports.ui.grids;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.design.pictures.PartPlaces;
import lab.harmony.design.pictures.PictureGrid.Picture;
import lab.harmony.design.pictures.PictureGrid.PictureSource;
import lab.harmony.design.pictures.PictureGrid.Place;
import lab.harmony.design.pictures.PictureGrid.Points;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.models.FaceParts;
import lab.harmony.recipe.Recipe;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.images.ImageLinks;
import org.jspecify.annotations.Nullable;

/// The pictures of a grid for the screen; what is said of each is put together when it is asked
/// for.
///
/// @param named the facts that tell its pictures apart
/// @param by whose points are shown
record LaidPictures(Grid grid, List<GridFact> named, RatedBy by) implements PictureSource {

  @Override
  public int size() {
    return grid.size();
  }

  @Override
  public Place place(int index) {
    var placed = grid.placed().get(index);
    return new Place(placed.row(), placed.column(), placed.lane(), points(placed.picture()));
  }

  @Override
  public Picture picture(int index) {
    var placed = grid.placed().get(index);
    var picture = placed.picture();
    var rest = new ArrayList<>(Stream.of(ImageAxis.values()).map(GridFact::of).toList());
    rest.removeAll(named);
    var caption =
        Stream.concat(
                rest.stream().map(fact -> fact.describe(fact.of(picture))),
                Stream.concat(remarks(picture), Stream.of("run " + picture.id().run())))
            .collect(Collectors.joining(" · "));
    return new Picture(
        placed.row(),
        placed.column(),
        placed.lane(),
        ImageLinks.thumbnails(picture.id()),
        ImageLinks.full(picture.id()),
        named.stream()
            .map(fact -> fact.describe(fact.of(picture)))
            .collect(Collectors.joining(", ")),
        caption,
        points(picture),
        parts(picture.settings().recipe()));
  }

  @Override
  public boolean isSaidAs(int index, PictureSource other, int its) {
    return other instanceof LaidPictures before
        && named.equals(before.named)
        && grid.placed().get(index).picture().equals(before.grid.placed().get(its).picture());
  }

  /// Of what begins from another picture, or is drawn with an adapter, nobody promises anything.
  private static Optional<PartPlaces> parts(Recipe recipe) {
    return recipe.conditions().isEmpty() && recipe.adapters().isEmpty()
        ? FaceParts.of(recipe.model().sha256(), recipe.width(), recipe.height())
        : Optional.empty();
  }

  private static Stream<String> remarks(GridPicture picture) {
    var words = new ArrayList<String>();
    if (intended(picture)) {
      words.add("meant to mix emotions");
    }
    if (picture.remarks().disputed()) {
      words.add("people disagree");
    }
    picture.remarks().tags().forEach(tag -> words.add("tagged " + tag));
    return words.stream();
  }

  private static boolean intended(GridPicture picture) {
    return picture.human().filter(PictureVerdict::intendedConflict).isPresent();
  }

  private @Nullable Points points(GridPicture picture) {
    return picture
        .human()
        .filter(_ -> by.people())
        .map(mark -> new Points(mark.points(), Source.HUMAN))
        .or(() ->
            picture
                .machine()
                .filter(_ -> by.machine())
                .map(mark -> new Points(mark.points(), Source.MACHINE)))
        .orElse(null);
  }
}
