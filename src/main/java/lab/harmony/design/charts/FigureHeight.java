package lab.harmony.design.charts;

import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// How high a Vega-Lite figure will be, as near as its specification tells before it is drawn, so
/// that its place can be kept.
final class FigureHeight {
  private static final int USUAL = 200;
  private static final int USUAL_STEP = 20;
  private static final int AXIS = 49;
  private static final int TITLE = 30;
  private static final int LINE = 14;

  private FigureHeight() {}

  /// In pixels; 0 for figures that are made of several.
  static int of(JsonNode specification) {
    if (!specification.has("mark") && !specification.has("layer")) {
      return 0;
    }
    return plot(specification) + AXIS + title(specification.path("title"));
  }

  private static int plot(JsonNode specification) {
    var height = specification.path("height");
    if (height.isNumber()) {
      return Math.max(0, height.asInt());
    }
    var field = upright(specification);
    var rows =
        StreamSupport.stream(specification.path("data").path("values").spliterator(), false)
            .map(value -> value.path(field))
            .distinct()
            .count();
    var step = height.path("step").asInt(field.isEmpty() ? 0 : USUAL_STEP);
    return step == 0 || rows == 0 ? USUAL : (int) Math.min(rows * step, 4000);
  }

  /// The field whose values stand below each other; empty where they are numbers on a scale.
  private static String upright(JsonNode specification) {
    return IntStream.rangeClosed(-1, specification.path("layer").size() - 1)
        .mapToObj(at -> at < 0 ? specification : specification.path("layer").path(at))
        .map(part -> part.path("encoding").path("y"))
        .filter(y -> y.path("type").asString("").matches("nominal|ordinal"))
        .map(y -> y.path("field").asString(""))
        .filter(field -> !field.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static int title(JsonNode title) {
    if (title.isMissingNode()) {
      return 0;
    }
    var subtitle = title.path("subtitle");
    var lines = subtitle.isArray() ? subtitle.size() : subtitle.isMissingNode() ? 0 : 1;
    int more = Math.max(0, title.path("text").size() - 1); // 0 where it is one line
    return TITLE + LINE * (lines + more);
  }
}
