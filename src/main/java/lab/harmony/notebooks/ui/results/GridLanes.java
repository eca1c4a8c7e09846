package lab.harmony.notebooks.ui.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.design.pictures.PictureGrid.Layer;
import lab.harmony.notebooks.results.StoredGrid;
import lab.harmony.notebooks.results.StoredPicture;
import lab.harmony.runs.images.ImageAxis;

/// What splits the columns of a grid cell: the values of its third axis, and what else the pictures
/// of one place differ in, so that none lies over another.
final class GridLanes {

  /// A place within a cell.
  ///
  /// @param copy counts pictures that nothing tells apart
  private record Lane(String third, String inner, int copy) {
    String label() {
      return String.join(
          ", ",
          Stream.of(third, inner, copy > 1 ? "again, " + copy : "")
              .filter(word -> !word.isEmpty())
              .toList());
    }

    /// What another picture of the pair has too.
    Lane pair(boolean split) {
      return split ? new Lane("", inner, copy) : new Lane("", "", 0);
    }
  }

  private final boolean split;
  private final List<Lane> ofPictures = new ArrayList<>();
  private final List<Lane> lanes;

  GridLanes(StoredGrid grid) {
    split = grid.third().isPresent();
    var telling = telling(grid);
    record Place(String row, String column, String third, String inner) {}
    var copies = new HashMap<Place, Integer>();
    var inners = new ArrayList<String>();
    for (var image : grid.images()) {
      var third = split ? image.third() : "";
      var inner =
          String.join(", ", telling.stream().map(axis -> value(axis, image.picture())).toList());
      if (!inners.contains(inner)) {
        inners.add(inner);
      }
      var place = new Place(image.row(), image.column(), third, inner);
      ofPictures.add(new Lane(third, inner, copies.merge(place, 1, Integer::sum)));
    }
    lanes =
        ofPictures.stream()
            .distinct()
            .sorted(
                Comparator.comparingInt((Lane lane) -> grid.thirdNames().indexOf(lane.third()))
                    .thenComparingInt(lane -> inners.indexOf(lane.inner()))
                    .thenComparingInt(Lane::copy))
            .toList();
  }

  /// The lane of the picture at this place in the stored list.
  int of(int picture) {
    return lanes.indexOf(ofPictures.get(picture));
  }

  /// One for each lane; none where every place has one picture.
  List<Layer> layers() {
    if (lanes.size() < 2) {
      return List.of();
    }
    var pairs = lanes.stream().map(lane -> lane.pair(split)).distinct().toList();
    return lanes.stream()
        .map(lane -> new Layer(lane.label(), pairs.indexOf(lane.pair(split))))
        .toList();
  }

  /// The axes that the grid does not lay out and in which its pictures differ.
  private static List<ImageAxis> telling(StoredGrid grid) {
    return Stream.of(ImageAxis.values())
        .filter(axis -> axis != grid.rows() && axis != grid.columns())
        .filter(axis -> grid.third().filter(axis::equals).isEmpty())
        .filter(axis ->
            grid.images().stream().map(image -> value(axis, image.picture())).distinct().count()
                > 1)
        .toList();
  }

  private static String value(ImageAxis axis, StoredPicture picture) {
    return axis.describe(picture.valueOf(axis));
  }
}
