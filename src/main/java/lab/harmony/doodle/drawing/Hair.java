package lab.harmony.doodle.drawing;

import java.awt.geom.Path2D;

/// Hair: a mass behind the head and locks in front of it, one style for each archetype.
final class Hair {

  private static final double LINE = 2.0;

  private Hair() {}

  static void behind(Pen pen, DoodleArchetype archetype, Palette palette) {
    Path2D mass =
        switch (archetype) {
          case SOFT ->
              Pen.blob(
                  64, 8, 88, 12, 106, 28, 111, 48, 106, 62, 117, 76, 110, 92, 121, 106, 114, 124,
                  118, 150, 10, 150, 14, 124, 7, 106, 18, 92, 11, 76, 22, 62, 17, 48, 22, 28, 40,
                  12);
          case STOIC -> {
            Path2D straight = new Path2D.Double();
            straight.moveTo(20, 150);
            straight.lineTo(20, 52);
            straight.curveTo(20, 22, 40, 9, 64, 9);
            straight.curveTo(88, 9, 108, 22, 108, 52);
            straight.lineTo(108, 150);
            straight.closePath();
            yield straight;
          }
          case ENERGETIC ->
              spikes(
                  36, 100, 15, 99, 22, 84, 1, 78, 16, 64, 0, 46, 19, 42, 8, 18, 32, 22, 32, 2, 54,
                  13, 78, -2, 80, 13, 108, 4, 100, 26, 126, 32, 110, 48, 128, 66, 111, 70, 122, 88,
                  104, 86, 110, 101, 92, 100);
          case MELANCHOLIC ->
              Pen.blob(
                  64, 10, 86, 13, 100, 28, 104, 50, 105, 76, 111, 100, 108, 122, 116, 150, 12, 150,
                  20, 122, 17, 100, 23, 76, 24, 50, 28, 28, 42, 13);
        };
    pen.shape(mass, palette.hairShade(), palette.line(), LINE);
  }

  static void inFront(Pen pen, DoodleArchetype archetype, Palette palette) {
    switch (archetype) {
      case SOFT -> soft(pen, palette);
      case STOIC -> stoic(pen, palette);
      case ENERGETIC -> energetic(pen, palette);
      case MELANCHOLIC -> melancholic(pen, palette);
    }
  }

  private static void soft(Pen pen, Palette palette) {
    for (int side = -1; side <= 1; side += 2) {
      Path2D lock =
          mirrored(
              side, 27, 44, 36, 50, 40, 62, 33, 76, 40, 90, 33, 106, 38, 122, 24, 118, 27, 104, 20,
              90, 27, 76, 22, 60);
      pen.shape(lock, palette.hair(), palette.line(), LINE);
    }
    Path2D fringe =
        Pen.blob(
            64, 9, 86, 12, 102, 26, 106, 46, 101, 58, 97, 50, 88, 44, 78, 43, 68, 36, 64, 30, 60,
            36, 50, 43, 40, 44, 31, 50, 27, 58, 22, 46, 26, 26, 42, 12);
    pen.shape(fringe, palette.hair(), palette.line(), LINE);
    pen.line(Pen.curve(34, 28, 44, 20, 55, 18), palette.hairLight(), 4);
    pen.line(Pen.curve(76, 19, 86, 22, 94, 29), palette.hairLight(), 4);
    ribbon(pen, palette, 98, 25);
  }

  private static void ribbon(Pen pen, Palette palette, double x, double y) {
    pen.shape(
        Pen.blob(x, y, x + 9, y - 10, x + 17, y - 6, x + 14, y + 5),
        palette.clothesAccent(),
        palette.line(),
        LINE);
    pen.shape(
        Pen.blob(x, y, x - 10, y - 11, x - 15, y - 3, x - 11, y + 5),
        palette.clothesAccent(),
        palette.line(),
        LINE);
    pen.shape(Pen.ellipse(x, y, 8, 8), palette.clothesAccent(), palette.line(), LINE);
  }

  private static void stoic(Pen pen, Palette palette) {
    for (int side = -1; side <= 1; side += 2) {
      double[] lock = {20, 40, 37, 40, 36, 103, 21, 106};
      pen.shape(straight(side, lock), palette.hair(), palette.line(), LINE);
    }
    Path2D fringe = new Path2D.Double();
    fringe.moveTo(21, 60);
    fringe.curveTo(18, 24, 40, 9, 64, 9);
    fringe.curveTo(88, 9, 110, 24, 107, 60);
    fringe.lineTo(97, 43.5);
    fringe.lineTo(31, 43.5);
    fringe.closePath();
    pen.shape(fringe, palette.hair(), palette.line(), LINE);
    pen.line(Pen.curve(50, 32, 49, 42), palette.hairShade(), 2);
    pen.line(Pen.curve(78, 32, 79, 42), palette.hairShade(), 2);
    pen.line(Pen.curve(35, 30, 48, 22, 64, 20, 80, 22, 93, 30), palette.hairLight(), 4.5);
  }

  private static void energetic(Pen pen, Palette palette) {
    Path2D fringe =
        Pen.polygon(
            24, 60, 19, 40, 28, 22, 44, 12, 64, 9, 84, 12, 100, 22, 109, 40, 104, 60, 99, 46, 93,
            53, 85, 36, 74, 47, 62, 33, 50, 49, 44, 38, 35, 53, 30, 46);
    pen.shape(fringe, palette.hair(), palette.line(), LINE);
    for (int side = -1; side <= 1; side += 2) {
      pen.shape(
          straight(side, 22, 46, 33, 52, 34, 74, 29, 68, 24, 82),
          palette.hair(),
          palette.line(),
          LINE);
    }
    Path2D wisp = new Path2D.Double();
    wisp.moveTo(62, 13);
    wisp.quadTo(56, -2, 76, 0);
    wisp.quadTo(66, 4, 70, 13);
    wisp.closePath();
    pen.shape(wisp, palette.hair(), palette.line(), LINE);
    pen.line(Pen.curve(35, 29, 46, 21, 58, 19), palette.hairLight(), 4.5);
    pen.line(Pen.curve(74, 20, 84, 23, 92, 30), palette.hairLight(), 4.5);
    pen.shape(
        Pen.polygon(90, 33, 103, 37, 101, 43, 88, 39),
        palette.clothesAccent(),
        palette.line(),
        LINE);
  }

  private static void melancholic(Pen pen, Palette palette) {
    pen.shape(
        mirrored(1, 24, 40, 34, 46, 38, 66, 35, 86, 40, 112, 33, 130, 20, 128, 23, 100, 20, 66),
        palette.hair(),
        palette.line(),
        LINE);
    pen.shape(
        mirrored(
            -1, 24, 40, 36, 44, 42, 60, 41, 80, 36, 96, 41, 116, 34, 130, 20, 128, 23, 100, 20, 66),
        palette.hair(),
        palette.line(),
        LINE);
    Path2D sweep = new Path2D.Double();
    sweep.moveTo(25, 62);
    sweep.curveTo(18, 28, 40, 10, 64, 10);
    sweep.curveTo(90, 10, 108, 26, 103, 64);
    sweep.curveTo(99, 48, 90, 38, 80, 30);
    sweep.curveTo(68, 44, 52, 48, 38, 62);
    sweep.curveTo(36, 58, 34, 56, 31, 72);
    sweep.closePath();
    pen.shape(sweep, palette.hair(), palette.line(), LINE);
    pen.line(Pen.curve(72, 30, 56, 40, 42, 46), palette.hairShade(), 2);
    pen.line(Pen.curve(33, 32, 44, 22, 60, 18), palette.hairLight(), 4);
    pen.line(Pen.curve(84, 22, 92, 28, 97, 36), palette.hairLight(), 4);
  }

  /// A closed shape of curved spikes through base, tip, base, tip, ..., base.
  private static Path2D spikes(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      double towardsX = (points[i - 2] + points[i]) / 2;
      double towardsY = (points[i - 1] + points[i + 1]) / 2;
      path.quadTo(
          towardsX + (towardsX - 64) * 0.05,
          towardsY + (towardsY - 60) * 0.05,
          points[i],
          points[i + 1]);
    }
    path.closePath();
    return path;
  }

  /// A smooth shape given for the left of the picture; `side` 1 keeps it, -1 mirrors it to the
  /// right.
  private static Path2D mirrored(int side, double... points) {
    return Pen.blob(mirror(side, points));
  }

  private static Path2D straight(int side, double... points) {
    return Pen.polygon(mirror(side, points));
  }

  private static double[] mirror(int side, double... points) {
    double[] mirrored = points.clone();
    for (int i = 0; side < 0 && i < points.length; i += 2) {
      mirrored[i] = FaceRenderer.SIZE - points[i];
    }
    return mirrored;
  }
}
