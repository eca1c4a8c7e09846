package lab.harmony.doodle.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/// Draws a described face: the same description always gives the same pixels.
public final class FaceRenderer {

  /// Width and height of every drawing in pixels.
  public static final int SIZE = 128;

  private static final Color BLUSH = new Color(0xFF6F7D);

  private FaceRenderer() {}

  /// Draws `face` on a square of [SIZE] pixels.
  public static BufferedImage draw(FaceDescription face) {
    return draw(face, SIZE, SIZE);
  }

  /// The same as large as the shorter side, in the middle and on the ground of a picture of another
  /// size.
  public static BufferedImage draw(FaceDescription face, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      Palette palette = Palette.of(face.archetype(), face.details());
      graphics.setPaint(palette.background());
      graphics.fillRect(0, 0, width, height);
      double side = Math.min(width, height);
      graphics.translate((width - side) / 2, height - side);
      graphics.scale(side / SIZE, side / SIZE);
      draw(face, palette, graphics);
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  private static void draw(FaceDescription face, Palette palette, Graphics2D graphics) {
    FaceDescription.Details details = face.details();
    Pen pen = new Pen(graphics);
    pen.fill(Pen.ellipse(64, 70, 136, 118), palette.backgroundAccent());
    graphics.translate(details.right(), details.down());
    graphics.rotate(Math.toRadians(details.tilt()), SIZE / 2.0, SIZE);
    graphics.translate(SIZE / 2.0, SIZE / 2.0);
    graphics.scale(details.size(), details.size());
    graphics.translate(-SIZE / 2.0, -SIZE / 2.0);
    Hair.behind(pen, face.archetype(), palette);
    shoulders(pen, face.archetype(), palette);
    head(pen, face.archetype(), palette);
    cheeks(pen, details.blush() * (face.archetype() == DoodleArchetype.STOIC ? 0.3 : 1), palette);
    Expression.mouth(pen, face.mouth(), palette);
    Hair.inFront(pen, face.archetype(), palette);
    Expression.eyes(pen, face.eyes(), palette, details.tears());
    Expression.brows(pen, face.brows(), palette);
  }

  private static void shoulders(Pen pen, DoodleArchetype archetype, Palette palette) {
    pen.shape(
        Pen.polygon(54, 96, 74, 96, 75, 122, 64, 128, 53, 122),
        palette.skinShade(),
        palette.line(),
        2);
    Path2D body = Pen.blob(54, 116, 64, 119, 74, 116, 98, 122, 112, 150, 16, 150, 30, 122);
    pen.shape(body, palette.clothes(), palette.line(), 2);
    switch (archetype) {
      case SOFT ->
          pen.shape(Pen.ellipse(64, 121, 12, 9), palette.clothesAccent(), palette.line(), 2);
      case STOIC -> {
        pen.shape(
            Pen.polygon(50, 114, 64, 127, 46, 128), palette.clothesAccent(), palette.line(), 2);
        pen.shape(
            Pen.polygon(78, 114, 64, 127, 82, 128), palette.clothesAccent(), palette.line(), 2);
      }
      case ENERGETIC ->
          pen.shape(
              Pen.blob(46, 116, 64, 123, 82, 116, 86, 124, 64, 132, 42, 124),
              palette.clothesAccent(),
              palette.line(),
              2);
      case MELANCHOLIC ->
          pen.shape(
              Pen.blob(48, 112, 64, 117, 80, 112, 82, 124, 64, 129, 46, 124),
              palette.clothesAccent(),
              palette.line(),
              2);
    }
  }

  private static void head(Pen pen, DoodleArchetype archetype, Palette palette) {
    double chin =
        switch (archetype) {
          case SOFT -> 11;
          case STOIC -> 5;
          case ENERGETIC -> 9;
          case MELANCHOLIC -> 7;
        };
    double bottom = archetype == DoodleArchetype.SOFT ? 109 : 111;
    Path2D head = new Path2D.Double();
    head.moveTo(28, 56);
    head.curveTo(28, 84, 36 - chin / 3, 98, 64 - chin, bottom - 1.5);
    head.quadTo(64, bottom + 1.5, 64 + chin, bottom - 1.5);
    head.curveTo(92 + chin / 3, 98, 100, 84, 100, 56);
    head.curveTo(100, 20, 28, 20, 28, 56);
    head.closePath();
    pen.shape(head, palette.skin(), palette.line(), 2);
    var clip = pen.graphics().getClip();
    pen.graphics().clip(head);
    pen.fill(
        Pen.ellipse(64, 36, 84, 38),
        Palette.withAlpha(palette.skinShade(), archetype == DoodleArchetype.STOIC ? 0.35 : 0.45));
    pen.graphics().setClip(clip);
    pen.line(Pen.curve(64.5, 85, 63, 86.5), palette.skinShade(), 2);
  }

  private static void cheeks(Pen pen, double strength, Palette palette) {
    Color blush =
        Palette.withAlpha(Palette.mix(BLUSH, palette.skin(), 0.2), 0.15 + 0.35 * strength);
    pen.fill(Pen.ellipse(43, 90, 14, 7), blush);
    pen.fill(Pen.ellipse(85, 90, 14, 7), blush);
  }
}
