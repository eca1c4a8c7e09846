package lab.harmony.doodle.drawing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.geom.Path2D;

/// The three parts that carry the emotion: eyes, mouth and brows, each drawn by its own emotion
/// alone.
final class Expression {

  private static final double EYE_DISTANCE = 18.5;
  private static final double EYE_Y = 74;
  private static final double MOUTH_Y = 96;
  private static final Color EYE_WHITE = new Color(0xFFFDFB);
  private static final Color MOUTH_INSIDE = new Color(0x9B2C3A);
  private static final Color TONGUE = new Color(0xF5838C);
  private static final Color TEAR = new Color(0x9FDBFF);
  private static final Color TEAR_LINE = new Color(0x4E9BD6);

  private Expression() {}

  static void eyes(Pen pen, DoodleEmotion emotion, Palette palette, boolean tears) {
    for (int side = -1; side <= 1; side += 2) {
      switch (emotion) {
        case NEUTRAL -> openEye(pen, side, palette, 0, 0, 1);
        case HAPPY -> closedEye(pen, side, palette);
        case SAD -> {
          openEye(pen, side, palette, -6, 6.5, 0.96);
          if (tears) {
            tear(pen, side);
          }
        }
        case ANGRY -> openEye(pen, side, palette, 8, 6, 0.72);
      }
    }
  }

  /// An open eye under its lid.
  ///
  /// @param side -1 for the left of the picture, 1 for the right
  /// @param slant how much lower the lid's inner end is than its outer end
  /// @param drop how far the whole lid is lowered
  /// @param irisSize factor of the iris
  private static void openEye(
      Pen pen, int side, Palette palette, double slant, double drop, double irisSize) {
    double x = 64 + side * EYE_DISTANCE;
    double outer = x + side * 12.5;
    double inner = x - side * 11;
    double lid = EYE_Y - 12 + drop;
    Path2D opening = new Path2D.Double();
    opening.moveTo(outer, lid + 5 - slant / 2);
    opening.quadTo(x, lid - 5, inner, lid + 4 + slant / 2);
    opening.curveTo(inner, EYE_Y + 13, x - side * 4, EYE_Y + 14, x, EYE_Y + 13);
    opening.curveTo(x + side * 8, EYE_Y + 13, outer, EYE_Y + 8, outer, lid + 5 - slant / 2);
    opening.closePath();
    pen.shape(opening, EYE_WHITE, palette.line(), 1.6);
    Shape clip = pen.graphics().getClip();
    pen.graphics().clip(opening);
    double width = 15.5 * irisSize;
    double height = 22 * irisSize;
    double irisY = EYE_Y + 1 + drop * 0.3;
    Color bottom = Palette.mix(palette.iris(), Color.WHITE, 0.35);
    GradientPaint shading =
        new GradientPaint(
            (float) x,
            (float) (irisY - height / 2),
            palette.irisDark(),
            (float) x,
            (float) (irisY + height / 2),
            bottom);
    pen.shape(Pen.ellipse(x - side * 0.5, irisY, width, height), shading, palette.irisDark(), 1.4);
    pen.fill(Pen.ellipse(x - side * 0.5, irisY, width * 0.42, height * 0.48), palette.irisDark());
    pen.graphics().setClip(clip);
    if (slant <= 0) {
      pen.fill(Pen.ellipse(x - 3, irisY - 4.5 + drop * 0.4, 6, 6.5), Color.WHITE);
      pen.fill(Pen.ellipse(x + 3, irisY + 5.5, 3.6, 3.6), Color.WHITE);
    } else {
      pen.fill(Pen.ellipse(x - 2, irisY - 1, 4, 4), Color.WHITE);
    }
    Path2D lash = new Path2D.Double();
    lash.moveTo(outer + side * 1, lid + 6 - slant / 2);
    lash.quadTo(x, lid - 5, inner, lid + 4 + slant / 2);
    pen.line(lash, palette.line(), 4.2);
  }

  private static void closedEye(Pen pen, int side, Palette palette) {
    double x = 64 + side * EYE_DISTANCE;
    Path2D arc = new Path2D.Double();
    arc.moveTo(x - 11.5, EYE_Y + 6);
    arc.curveTo(x - 7, EYE_Y - 9, x + 7, EYE_Y - 9, x + 11.5, EYE_Y + 6);
    pen.line(arc, palette.line(), 4.4);
    pen.line(
        Pen.curve(x + side * 11.5, EYE_Y + 6, x + side * 14.5, EYE_Y + 4.5), palette.line(), 2.6);
  }

  private static void tear(Pen pen, int side) {
    double x = 64 + side * (EYE_DISTANCE + 5);
    Path2D drop = new Path2D.Double();
    drop.moveTo(x, EYE_Y + 12);
    drop.curveTo(x + 7, EYE_Y + 21, x + 5, EYE_Y + 26, x, EYE_Y + 26);
    drop.curveTo(x - 5, EYE_Y + 26, x - 7, EYE_Y + 21, x, EYE_Y + 12);
    drop.closePath();
    pen.shape(drop, TEAR, TEAR_LINE, 1.4);
    pen.fill(Pen.ellipse(x - 1.5, EYE_Y + 21.5, 2.6, 3.4), Color.WHITE);
  }

  static void brows(Pen pen, DoodleEmotion emotion, Palette palette) {
    Color colour = Palette.mix(palette.hairShade(), palette.line(), 0.75);
    for (int side = -1; side <= 1; side += 2) {
      double inner = 64 + side * 8;
      double middle = 64 + side * 19;
      double outer = 64 + side * 30;
      Path2D brow =
          switch (emotion) {
            case NEUTRAL -> Pen.curve(inner, 56, middle, 55, outer, 57);
            case HAPPY -> Pen.curve(inner + side * 2, 54, middle, 48.5, outer - side, 55);
            case SAD -> Pen.curve(inner, 48.5, middle - side * 2, 52, outer, 60);
            case ANGRY -> Pen.curve(inner - side * 2, 61.5, middle - side * 2, 54, outer, 48.5);
          };
      pen.line(brow, colour, emotion == DoodleEmotion.ANGRY ? 5 : 4.4);
    }
  }

  static void mouth(Pen pen, DoodleEmotion emotion, Palette palette) {
    switch (emotion) {
      case NEUTRAL ->
          pen.line(Pen.curve(57.5, MOUTH_Y, 64, MOUTH_Y + 0.4, 70.5, MOUTH_Y), palette.line(), 3);
      case HAPPY -> smile(pen, palette);
      case SAD -> {
        Path2D frown = new Path2D.Double();
        frown.moveTo(54.5, MOUTH_Y + 4);
        frown.curveTo(58, MOUTH_Y - 6, 70, MOUTH_Y - 6, 73.5, MOUTH_Y + 4);
        pen.line(frown, palette.line(), 3.4);
      }
      case ANGRY -> snarl(pen, palette);
    }
  }

  private static void smile(Pen pen, Palette palette) {
    Path2D open = new Path2D.Double();
    open.moveTo(51, MOUTH_Y - 5);
    open.quadTo(64, MOUTH_Y - 1, 77, MOUTH_Y - 5);
    open.curveTo(76, MOUTH_Y + 11, 52, MOUTH_Y + 11, 51, MOUTH_Y - 5);
    open.closePath();
    pen.fill(open, MOUTH_INSIDE);
    Shape clip = pen.graphics().getClip();
    pen.graphics().clip(open);
    pen.fill(Pen.ellipse(64, MOUTH_Y + 8, 17, 10), TONGUE);
    pen.fill(Pen.ellipse(64, MOUTH_Y - 4.5, 22, 6), Color.WHITE);
    pen.graphics().setClip(clip);
    pen.line(open, palette.line(), 2.4);
  }

  private static void snarl(Pen pen, Palette palette) {
    Path2D open = new Path2D.Double();
    open.moveTo(56, MOUTH_Y - 5);
    open.quadTo(64, MOUTH_Y - 7.5, 72, MOUTH_Y - 5);
    open.quadTo(76.5, MOUTH_Y + 1, 77, MOUTH_Y + 6.5);
    open.quadTo(64, MOUTH_Y + 2.5, 51, MOUTH_Y + 6.5);
    open.quadTo(51.5, MOUTH_Y + 1, 56, MOUTH_Y - 5);
    open.closePath();
    pen.fill(open, Color.WHITE);
    Shape clip = pen.graphics().getClip();
    pen.graphics().clip(open);
    pen.line(Pen.curve(50, MOUTH_Y + 0.5, 64, MOUTH_Y - 1.5, 78, MOUTH_Y + 0.5), palette.line(), 2);
    pen.graphics().setClip(clip);
    pen.line(open, palette.line(), 2.8);
  }
}
