package lab.harmony.reports.exports;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Component;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// A drawing as a picture on white ground, twice its size, or as large as is sensible.
final class SvgPicture {

  private static final double SCALE = 2;
  private static final int LARGEST_SIDE = 6000;

  private SvgPicture() {}

  /// @throws IllegalArgumentException if it is no SVG document that can be drawn
  static byte[] png(byte[] svg) {
    var document = document(svg);
    var size = document.size();
    var longest = Math.max(size.getWidth(), size.getHeight());
    if (!(longest > 0) || !Double.isFinite(longest)) {
      throw new IllegalArgumentException("the drawing does not say how large it is");
    }
    var scale = Math.min(SCALE, LARGEST_SIDE / longest);
    var width = Math.max(1, (int) Math.ceil(size.getWidth() * scale));
    var height = Math.max(1, (int) Math.ceil(size.getHeight() * scale));
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    try {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, width, height);
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      document.render((Component) null, pen, new ViewBox(width, height));
      var out = new ByteArrayOutputStream();
      ImageIO.write(picture, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException("the drawing cannot be drawn: " + e, e);
    } finally {
      pen.dispose();
    }
  }

  /// Nothing beside the document itself is read.
  private static SVGDocument document(byte[] svg) {
    @Nullable SVGDocument document;
    try {
      document =
          new SVGLoader()
              .load(
                  new ByteArrayInputStream(svg),
                  null,
                  LoaderContext.builder()
                      .externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL)
                      .build());
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException("the drawing cannot be read: " + e, e);
    }
    if (document == null) {
      throw new IllegalArgumentException("the drawing is no SVG document");
    }
    return document;
  }
}
