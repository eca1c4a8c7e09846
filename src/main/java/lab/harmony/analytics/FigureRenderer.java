package lab.harmony.analytics;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.harmony.scripts.ScriptLibrary;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Draws Vega-Lite specifications as SVG with the Vega that the pages use; one that would show
/// nothing says why.
///
/// The library loads at the first figure (about two seconds); one figure is drawn at a time. Those
/// drawn last are kept: a report asks for what its notebook has just shown.
@Service
public final class FigureRenderer implements AutoCloseable {

  /// A figure is drawn in a fraction of a second; one that takes this long is not meant well.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final int MOST_KEPT = 64;

  /// Larger figures are drawn each time.
  private static final int LONGEST_KEPT = 100_000;

  /// What another one comes of at another time.
  private static final Pattern CHANGES =
      Pattern.compile("\\b(?:now|random|sample\\w+)\\s*\\(|\"sample\"");

  /// Pictures by what they were drawn from, the one asked for last at the end.
  private final Map<String, String> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > MOST_KEPT;
            }
          });

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
    var text = themed.toString();
    var known = kept.get(text);
    if (known != null) {
      return known;
    }
    var drawn = labelled(svg(text), specification.path("description").asString(""));
    if (text.length() + drawn.length() <= LONGEST_KEPT && !CHANGES.matcher(text).find()) {
      kept.put(text, drawn);
    }
    return drawn;
  }

  /// The figure on light ground.
  public String svg(ObjectNode specification) {
    return svg(specification, FigureTheme.LIGHT);
  }

  private String svg(String specification) {
    try {
      return vega.call("harmonyVega.svg", specification);
    } catch (IllegalArgumentException problem) {
      // The library may begin anew now, and count the names in its pictures from the first again.
      kept.clear();
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
