package lab.harmony.reports.grid;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// The words around a sheet of pictures: its title above, its legend below.
final class SheetFrame {

  private static final int EDGE = 12;
  private static final int LINE = 18;
  private static final int NARROWEST = 420;
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Color INK = new Color(0x3a3f4b);

  private SheetFrame() {}

  /// @param legend a paragraph each, wrapped to the width of the sheet
  static byte[] around(BufferedImage pictures, String title, List<String> legend) {
    try {
      var width = Math.max(NARROWEST, pictures.getWidth() + 2 * EDGE);
      var heading = lines(title, TITLE, width - 2 * EDGE);
      var below =
          legend.stream()
              .flatMap(paragraph -> lines(paragraph, TEXT, width - 2 * EDGE).stream())
              .toList();
      var top = EDGE + heading.size() * LINE + EDGE / 2;
      var legendTop = top + pictures.getHeight() + EDGE / 2;
      var whole =
          new BufferedImage(
              width, legendTop + below.size() * LINE + EDGE, BufferedImage.TYPE_INT_RGB);
      var pen = pen(whole);
      try {
        pen.setFont(TITLE);
        draw(pen, heading, EDGE);
        pen.drawImage(pictures, EDGE, top, null);
        pen.setFont(TEXT);
        draw(pen, below, legendTop);
      } finally {
        pen.dispose();
      }
      var out = new ByteArrayOutputStream();
      ImageIO.write(whole, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Graphics2D pen(BufferedImage image) {
    var pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setColor(INK);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    return pen;
  }

  private static void draw(Graphics2D pen, List<String> lines, int top) {
    for (int i = 0; i < lines.size(); i++) {
      pen.drawString(lines.get(i), EDGE, top + i * LINE + LINE - 5);
    }
  }

  /// Breaks a text at blanks; a word that is wider than the line stands alone.
  private static List<String> lines(String text, Font font, int width) {
    var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    try {
      return lines(text, pen.getFontMetrics(font), width);
    } finally {
      pen.dispose();
    }
  }

  private static List<String> lines(String text, FontMetrics metrics, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
