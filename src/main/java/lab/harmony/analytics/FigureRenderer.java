package lab.harmony.analytics;

import java.time.Duration;
import java.util.regex.Matcher;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Draws Vega-Lite specifications as SVG with the Vega that the pages use; one that would show
/// nothing says why.
///
/// The library loads at the first figure (about two seconds); one figure is drawn at a time.
@Service
public final class FigureRenderer implements AutoCloseable {

  /// A figure is drawn in a fraction of a second; one that takes this long is not meant well.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final ScriptLibrary vega =
      new ScriptLibrary(FigureRenderer.class, "vega-server.js", LONGEST);

  /// The figure as an SVG document with a transparent ground, in the colours of this theme.
  ///
  /// @throws IllegalArgumentException if the specification is not valid Vega-Lite, asks for more
  ///   than [FigureLimits] or takes longer than 20 seconds
  public String svg(ObjectNode specification, FigureTheme theme) {
    FigureLimits.exceeded(specification)
        .ifPresent(reason -> {
          throw new IllegalArgumentException("the figure cannot be drawn: " + reason);
        });
    var themed = specification.deepCopy();
    themed.set("config", theme.config());
    themed.put("background", "transparent");
    var drawn = svg(themed.toString());
    return labelled(drawn, specification.path("description").asString(""));
  }

  /// The figure on light ground.
  public String svg(ObjectNode specification) {
    return svg(specification, FigureTheme.LIGHT);
  }

  private String svg(String specification) {
    try {
      return vega.call("harmonyVega.svg", specification);
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException(
          "the figure cannot be drawn: " + problem.getMessage(), problem);
    }
  }

  /// Gives the picture its text alternative, which Vega writes only into a page.
  private static String labelled(String svg, String description) {
    var text = description.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return svg.replaceFirst(
        "<svg ", "<svg role=\"img\" aria-label=\"" + Matcher.quoteReplacement(text) + "\" ");
  }

  @Override
  public void close() {
    vega.close();
  }
}
