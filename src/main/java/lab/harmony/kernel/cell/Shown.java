package lab.harmony.kernel.cell;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/// One thing in several forms, of which a page, a file or a terminal shows the best that it can.
///
/// @param data by MIME type; pictures in Base64
public record Shown(Map<String, String> data) {

  private static final String TEXT = "text/plain";
  private static final int LONGEST_TEXT = 100_000;

  public Shown {
    if (data.isEmpty()) {
      throw new IllegalArgumentException("need at least one form, for example Shown.text(…)");
    }
    data = Map.copyOf(data);
  }

  public static Shown text(String text) {
    return new Shown(
        Map.of(
            TEXT,
            text.length() <= LONGEST_TEXT
                ? text
                : "%s… (%,d of %,d characters)"
                    .formatted(text.substring(0, LONGEST_TEXT), LONGEST_TEXT, text.length())));
  }

  /// Scripts and styles in it are taken out before it is shown.
  public static Shown html(String html) {
    return new Shown(Map.of("text/html", html));
  }

  public static Shown markdown(String markdown) {
    return new Shown(Map.of("text/markdown", markdown));
  }

  /// A figure as Vega-Lite describes it, in JSON.
  public static Shown figure(String vegaLite) {
    return new Shown(Map.of("application/vnd.vegalite.v6+json", vegaLite));
  }

  /// A picture, as PNG.
  public static Shown picture(RenderedImage picture) {
    var png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Shown(
        Map.of(
            "image/png",
            Base64.getEncoder().encodeToString(png.toByteArray()),
            TEXT,
            "picture, %d × %d".formatted(picture.getWidth(), picture.getHeight())));
  }

  /// This with the forms of another beside its own.
  public Shown and(Shown other) {
    var all = new LinkedHashMap<>(other.data);
    all.putAll(data);
    return new Shown(all);
  }
}
