package lab.harmony.pictures;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;

/// A white canvas with a frame of a moving picture on it.
final class Canvas {

  private Canvas() {}

  static BufferedImage placed(BufferedImage frame, int left, int top, Dimension size) {
    if (left == 0
        && top == 0
        && frame.getWidth() == size.width
        && frame.getHeight() == size.height) {
      return frame;
    }
    var canvas = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
    var pen = canvas.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, size.width, size.height);
    pen.drawImage(frame, left, top, null);
    pen.dispose();
    return canvas;
  }
}
