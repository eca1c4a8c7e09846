package lab.harmony.doodle.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// Fills and strokes shapes, and bends point lists into smooth curves.
record Pen(Graphics2D graphics) {

  void fill(Shape shape, Paint paint) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  void line(Shape shape, Color colour, double width) {
    graphics.setPaint(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  void shape(Shape shape, Paint paint, Color outline, double width) {
    fill(shape, paint);
    line(shape, outline, width);
  }

  static Ellipse2D ellipse(double centreX, double centreY, double width, double height) {
    return new Ellipse2D.Double(centreX - width / 2, centreY - height / 2, width, height);
  }

  /// A straight-edged closed shape through `points` (x, y, x, y, ...).
  static Path2D polygon(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    path.closePath();
    return path;
  }

  /// A smooth closed curve through `points` (x, y, x, y, ...), a Catmull-Rom spline.
  static Path2D blob(double... points) {
    return spline(true, points);
  }

  /// A smooth open curve through `points` (x, y, x, y, ...).
  static Path2D curve(double... points) {
    return spline(false, points);
  }

  private static Path2D spline(boolean closed, double... points) {
    int count = points.length / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    int segments = closed ? count : count - 1;
    for (int i = 0; i < segments; i++) {
      int before = closed ? Math.floorMod(i - 1, count) : Math.max(i - 1, 0);
      int next = (i + 1) % count;
      int after = closed ? (i + 2) % count : Math.min(i + 2, count - 1);
      path.curveTo(
          points[2 * i] + (points[2 * next] - points[2 * before]) / 6,
          points[2 * i + 1] + (points[2 * next + 1] - points[2 * before + 1]) / 6,
          points[2 * next] - (points[2 * after] - points[2 * i]) / 6,
          points[2 * next + 1] - (points[2 * after + 1] - points[2 * i + 1]) / 6,
          points[2 * next],
          points[2 * next + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }
}
