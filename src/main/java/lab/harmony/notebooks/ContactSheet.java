package lab.harmony.notebooks;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import lab.harmony.pictures.Picture;
import lab.harmony.runs.RunImage;

/// Pictures in labelled rows and columns, as one PNG that any reader of notebooks shows.
///
/// @param tile the side of one picture in pixels
record ContactSheet(
    List<String> rows, List<String> columns, List<List<List<RunImage>>> cells, int tile) {
  private static final int GAP = 4;
  private static final int HEAD = 22;
  private static final int LABEL = 96;
  private static final int LARGEST_SIDE = 6000;
  private static final Color INK = new Color(0x3a3f4b);
  private static final Color GROUND = Color.WHITE;
  private static final Color EMPTY = new Color(0xee, 0xef, 0xf2);

  /// The sheet as base64, the form in which notebooks keep pictures.
  String base64() {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(draw(), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  /// Pictures side by side in one cell of the sheet.
  private int across() {
    return Math.max(1, cells.stream().flatMap(List::stream).mapToInt(List::size).max().orElse(1));
  }

  private BufferedImage draw() {
    var column = across() * (tile + 1) + GAP;
    var width = Math.min(LARGEST_SIDE, LABEL + columns.size() * column);
    var height = Math.min(LARGEST_SIDE, HEAD + rows.size() * (tile + GAP));
    var sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = sheet.createGraphics();
    try {
      pen.setColor(GROUND);
      pen.fillRect(0, 0, width, height);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
      pen.setColor(INK);
      for (var c = 0; c < columns.size(); c++) {
        pen.drawString(columns.get(c), LABEL + c * column, 15);
      }
      for (var r = 0; r < rows.size(); r++) {
        var top = HEAD + r * (tile + GAP);
        pen.setColor(INK);
        pen.drawString(rows.get(r), 2, top + tile / 2 + 4);
        for (var c = 0; c < columns.size(); c++) {
          drawCell(pen, cells.get(r).get(c), LABEL + c * column, top);
        }
      }
    } finally {
      pen.dispose();
    }
    return sheet;
  }

  private void drawCell(Graphics2D pen, List<RunImage> images, int left, int top) {
    if (images.isEmpty()) {
      pen.setColor(EMPTY);
      pen.fillRect(left, top, tile, tile);
    }
    for (var i = 0; i < images.size(); i++) {
      var x = left + i * (tile + 1);
      try {
        var picture = Picture.read(images.get(i).file()).pixels();
        pen.drawImage(picture, x, top, tile, tile, null);
      } catch (IOException missingFileShowsAsEmpty) {
        // The place stays empty, and the run's own page says which file is missing.
        pen.setColor(EMPTY);
        pen.fillRect(x, top, tile, tile);
      }
    }
  }
}
