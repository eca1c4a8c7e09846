package lab.harmony.doodle.bundled;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/// Pictures of one size laid out in rows.
final class PicturesInRows {

  private PicturesInRows() {}

  static BufferedImage of(List<BufferedImage> pictures, int columns, double scale) {
    int size = (int) (pictures.getFirst().getWidth() * scale);
    int rows = (pictures.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(columns * size, rows * size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (int i = 0; i < pictures.size(); i++) {
      graphics.drawImage(pictures.get(i), i % columns * size, i / columns * size, size, size, null);
    }
    graphics.dispose();
    return sheet;
  }
}
