package lab.harmony.notebooks.results;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import lab.harmony.pictures.Picture;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;

/// Pictures in labelled rows and columns, as one PNG that any reader of notebooks shows.
///
/// @param cells row by row, and in each the pictures from left to right; nothing where a place
///   stays empty
/// @param tile the side of one picture in pixels
public record PictureSheet(
    List<String> rows, List<String> columns, List<List<List<Optional<RunImage>>>> cells, int tile) {
  private static final int GAP = 4;
  private static final int HEAD = 22;
  private static final int LABEL = 96;
  private static final int LARGEST_SIDE = 6000;

  /// The longest side of a sheet whose tiles cannot get smaller.
  public static final int LARGEST = 2 * LARGEST_SIDE;

  private static final int SMALLEST_TILE = 8;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Color INK = new Color(0x3a3f4b);
  private static final Color GROUND = Color.WHITE;
  private static final Color EMPTY = new Color(0xee, 0xef, 0xf2);

  /// Lays pictures out along axes.
  public static PictureSheet of(
      List<RunImage> images,
      ImageAxis rowAxis,
      ImageAxis columnAxis,
      Optional<ImageAxis> third,
      int tile) {
    var rows = labels(rowAxis, images);
    var columns = labels(columnAxis, images);
    var within = third.map(axis -> labels(axis, images));
    var cells = new ArrayList<List<List<Optional<RunImage>>>>();
    for (var row : rows) {
      var line = new ArrayList<List<Optional<RunImage>>>();
      for (var column : columns) {
        line.add(
            images.stream()
                .filter(image ->
                    label(rowAxis, image).equals(row) && label(columnAxis, image).equals(column))
                .sorted(
                    Comparator.comparingInt(image ->
                        third
                            .map(axis -> within.orElseThrow().indexOf(label(axis, image)))
                            .orElse(0)))
                .map(Optional::of)
                .toList());
      }
      cells.add(line);
    }
    return new PictureSheet(rows, columns, cells, tile);
  }

  /// Every place on this axis, in the order in which the pictures were asked for.
  public static List<String> labels(ImageAxis axis, List<RunImage> images) {
    return images.stream().map(image -> label(axis, image)).distinct().toList();
  }

  public static String label(ImageAxis axis, RunImage image) {
    return axis.describe(axis.valueOf(image));
  }

  /// The sheet as base64, the form in which notebooks keep pictures.
  String base64() {
    return Base64.getEncoder().encodeToString(png());
  }

  /// How large the whole sheet is, in pixels.
  public record Size(int width, int height) {
    /// Whether all of it can be drawn.
    public boolean fits() {
      return width <= LARGEST && height <= LARGEST;
    }
  }

  public Size size() {
    return size(layout());
  }

  private Size size(Layout layout) {
    return new Size(
        layout.label() + columns.size() * layout.column(),
        HEAD + rows.size() * (layout.tile() + GAP));
  }

  /// The sheet as a PNG file. Its tiles get smaller where it would be larger than 6000 pixels; what
  /// does not fit even so is counted at its end.
  public byte[] png() {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(draw(), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// Pictures side by side in one cell of the sheet.
  private int across() {
    return Math.max(1, cells.stream().flatMap(List::stream).mapToInt(List::size).max().orElse(1));
  }

  /// Where everything lies: the tile, the room for the names of the rows, the width of a column.
  private record Layout(int tile, int label, int column) {}

  private Layout layout() {
    var words = new Canvas(1, 1);
    try {
      var metrics = words.pen.getFontMetrics(FONT);
      var label = rows.stream().mapToInt(metrics::stringWidth).max().orElse(0) + 2 * GAP;
      var head = columns.stream().mapToInt(metrics::stringWidth).max().orElse(0) + 2 * GAP;
      var named = Math.max(LABEL, label);
      for (int side = tile; ; side = Math.max(SMALLEST_TILE, side * 3 / 4)) {
        var layout = new Layout(side, named, Math.max(head, across() * (side + 1) + GAP));
        if (side == SMALLEST_TILE
            || named + columns.size() * layout.column() <= LARGEST_SIDE
                && HEAD + rows.size() * (side + GAP) <= LARGEST_SIDE) {
          return layout;
        }
      }
    } finally {
      words.pen.dispose();
    }
  }

  /// A picture and the pen on it.
  private static final class Canvas {
    private final BufferedImage image;
    private final Graphics2D pen;

    Canvas(int width, int height) {
      image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      pen = image.createGraphics();
      pen.setColor(GROUND);
      pen.fillRect(0, 0, width, height);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.setFont(FONT);
    }
  }

  /// The sheet as a picture.
  public BufferedImage draw() {
    var layout = layout();
    var size = size(layout);
    var shownColumns =
        size.width() <= LARGEST
            ? columns.size()
            : Math.max(1, (LARGEST - layout.label()) / layout.column());
    var shownRows =
        size.height() <= LARGEST ? rows.size() : (LARGEST - HEAD - HEAD) / (layout.tile() + GAP);
    var left = left(rows.size() - shownRows, columns.size() - shownColumns);
    var sheet =
        new Canvas(
            Math.min(LARGEST, layout.label() + shownColumns * layout.column()),
            HEAD + shownRows * (layout.tile() + GAP) + (left.isEmpty() ? 0 : HEAD));
    var pen = sheet.pen;
    try {
      pen.setColor(INK);
      for (var c = 0; c < shownColumns; c++) {
        pen.drawString(columns.get(c), layout.label() + c * layout.column(), 15);
      }
      pen.drawString(left, GAP, sheet.image.getHeight() - GAP);
      for (var r = 0; r < shownRows; r++) {
        var top = HEAD + r * (layout.tile() + GAP);
        pen.setColor(INK);
        pen.drawString(rows.get(r), 2, top + layout.tile() / 2 + 4);
        for (var c = 0; c < shownColumns; c++) {
          drawCell(
              pen, cells.get(r).get(c), layout.label() + c * layout.column(), top, layout.tile());
        }
      }
    } finally {
      pen.dispose();
    }
    return sheet.image;
  }

  private static String left(int rows, int columns) {
    return rows == 0 && columns == 0
        ? ""
        : "Not on this sheet for want of room: %d rows, %d columns.".formatted(rows, columns);
  }

  private static void drawCell(
      Graphics2D pen, List<Optional<RunImage>> images, int left, int top, int tile) {
    if (images.isEmpty()) {
      pen.setColor(EMPTY);
      pen.fillRect(left, top, tile, tile);
    }
    for (var i = 0; i < images.size(); i++) {
      var x = left + i * (tile + 1);
      try {
        if (images.get(i).isPresent()) {
          var picture = Picture.read(images.get(i).get().file()).pixels();
          pen.drawImage(picture, x, top, tile, tile, null);
        } else {
          pen.setColor(EMPTY);
          pen.fillRect(x, top, tile, tile);
        }
      } catch (IOException missingFileShowsAsEmpty) {
        // The place stays empty, and the run's own page says which file is missing.
        pen.setColor(EMPTY);
        pen.fillRect(x, top, tile, tile);
      }
    }
  }
}
