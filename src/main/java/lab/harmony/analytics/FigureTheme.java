package lab.harmony.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The looks of every figure on light or on dark ground: fonts, text strengths and the four harmony
/// colours.
///
/// The same file, `figure-theme.json`, is bundled into the page's `harmony-chart`.
public enum FigureTheme {
  LIGHT,
  DARK;

  /// The Vega-Lite `config` of this theme.
  public ObjectNode config() {
    return (ObjectNode) Json.read("figure-theme.json").required(name().toLowerCase(Locale.ROOT));
  }

  /// Reads this package's JSON resources.
  static final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode read(String resource) {
      try (var stream = FigureTheme.class.getResourceAsStream(resource)) {
        return (ObjectNode)
            MAPPER.readTree(Objects.requireNonNull(stream, resource).readAllBytes());
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }
}
