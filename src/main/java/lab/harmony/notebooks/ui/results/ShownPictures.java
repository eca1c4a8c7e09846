package lab.harmony.notebooks.ui.results;

import java.util.Optional;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.design.pictures.PictureGrid.Points;
import lab.harmony.notebooks.results.StoredPicture;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageLinks;

/// Pictures of runs as the large view and the grid take them.
final class ShownPictures {

  static PictureGrid.Picture picture(
      RunImage image, int row, int column, int layer, Optional<Points> points) {
    return picture(
        image.id(),
        RunResult.label(image.prompt()),
        image.prompt().prompt(),
        row,
        column,
        layer,
        points);
  }

  /// One of a strip, with words of its own below it.
  static PictureGrid.Picture picture(
      RunImage image, String caption, int place, Optional<Points> points) {
    return picture(image.id(), RunResult.label(image.prompt()), caption, 0, place, 0, points);
  }

  static PictureGrid.Picture picture(
      StoredPicture picture, int row, int column, int layer, Optional<Points> points) {
    return picture(picture.id(), picture.label(), picture.model(), row, column, layer, points);
  }

  private static PictureGrid.Picture picture(
      ImageId id,
      String label,
      String caption,
      int row,
      int column,
      int layer,
      Optional<Points> points) {
    return new PictureGrid.Picture(
        row,
        column,
        layer,
        ImageLinks.thumbnails(id),
        ImageLinks.full(id),
        label,
        caption,
        points.orElse(null));
  }

  private ShownPictures() {}
}
