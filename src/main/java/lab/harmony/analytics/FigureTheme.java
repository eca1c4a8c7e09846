package lab.harmony.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import lab.harmony.json.Json;
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
    return (ObjectNode) resource("figure-theme.json").required(name().toLowerCase(Locale.ROOT));
  }

  /// Reads one of this package's JSON resources.
  static ObjectNode resource(String name) {
    try (var stream = FigureTheme.class.getResourceAsStream(name)) {
      return (ObjectNode) Json.MAPPER.readTree(Objects.requireNonNull(stream, name).readAllBytes());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
