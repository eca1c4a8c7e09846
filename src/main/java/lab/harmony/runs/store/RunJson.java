package lab.harmony.runs.store;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The JSON in which a run's facts are kept: fields in the order of the records, so that the same
/// value always gives the same text.
public final class RunJson {

  static final JsonMapper MAPPER =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private static final JsonMapper READABLE =
      MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private RunJson() {}

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// The same with line breaks, for files that people open.
  static String readable(Object value) {
    return READABLE.writeValueAsString(value) + "\n";
  }

  public static <T> T value(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }
}
