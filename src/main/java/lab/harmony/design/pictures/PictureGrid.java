package lab.harmony.design.pictures;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pictures in rows and columns, and, where a third axis is chosen, side by side within a column.
///
/// @param walk how the large view goes from one to the next, where not as they lie
public record PictureGrid(
    List<Axis> rows,
    List<Axis> columns,
    List<Layer> layers,
    PictureSource pictures,
    Optional<PictureWalk> walk) {

  public PictureGrid {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    layers = List.copyOf(layers);
  }

  public PictureGrid(
      List<Axis> rows, List<Axis> columns, List<Layer> layers, PictureSource pictures) {
    this(rows, columns, layers, pictures, Optional.empty());
  }

  public PictureGrid(
      List<Axis> rows, List<Axis> columns, List<Layer> layers, List<Picture> pictures) {
    this(rows, columns, layers, new Listed(pictures));
  }

  /// Pictures by their numbers, from 0. Of thousands the words are made when somebody is about to
  /// see them. Equal to others of its kind that show the same.
  public interface PictureSource {

    int size();

    Place place(int index);

    Picture picture(int index);

    /// Whether the words of a picture are those of one of another source.
    default boolean isSaidAs(int index, PictureSource other, int its) {
      return false;
    }
  }

  /// Where a picture lies, and its points.
  public record Place(int row, int column, int layer, @Nullable Points points) {}

  private record Listed(List<Picture> list) implements PictureSource {

    Listed {
      list = List.copyOf(list);
    }

    @Override
    public int size() {
      return list.size();
    }

    @Override
    public Place place(int index) {
      var picture = picture(index);
      return new Place(picture.row(), picture.column(), picture.layer(), picture.points());
    }

    @Override
    public Picture picture(int index) {
      return list.get(index);
    }
  }

  /// One row, one column: a strip, as the large view needs it.
  public static PictureGrid strip(List<Picture> pictures) {
    return new PictureGrid(
        List.of(new Axis("", Optional.empty())),
        pictures.stream().map(it -> new Axis(it.label(), Optional.empty())).toList(),
        List.of(),
        pictures);
  }

  /// What a row, a column or a layer stands for, and a short text at the border, such as its
  /// success rate.
  ///
  /// @param mark what is remarkable about it, in words
  public record Axis(String label, Optional<String> note, Optional<String> mark) {
    public Axis(String label, Optional<String> note) {
      this(label, note, Optional.empty());
    }

    public Axis(String label, String note) {
      this(label, Optional.of(note));
    }
  }

  /// One of the places side by side that each column is split into.
  ///
  /// @param pair pictures of one cell in layers of the same pair are compared with each other
  public record Layer(String label, int pair) {}

  /// One picture at its place.
  ///
  /// `thumbnail` is an address with `{size}` where 64, 128 or 256 goes; `label` says what the
  /// picture is (`soft, happy, CFG 7`), `caption` what else is worth knowing about it, `parts`
  /// where eyes, mouth and brows lie, if that is known.
  public record Picture(
      int row,
      int column,
      int layer,
      String thumbnail,
      String image,
      String label,
      String caption,
      @Nullable Points points,
      Optional<PartPlaces> parts) {

    /// A picture of which nobody knows where its parts lie.
    public Picture(
        int row,
        int column,
        int layer,
        String thumbnail,
        String image,
        String label,
        String caption,
        @Nullable Points points) {
      this(row, column, layer, thumbnail, image, label, caption, points, Optional.empty());
    }
  }

  /// Harmony points, and who gave them.
  public record Points(int points, Source source) {}

  /// Who looked at a picture.
  public enum Source {
    HUMAN,
    MACHINE
  }
}
