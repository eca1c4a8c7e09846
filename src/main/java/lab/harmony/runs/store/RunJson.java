package lab.harmony.runs.store;

import lab.harmony.json.Json;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// The JSON in which a run's facts are kept: fields in the order of the records, so that the same
/// value always gives the same text.
public final class RunJson {

  static final JsonMapper MAPPER = Json.ORDERED;

  private static final ObjectWriter READABLE = MAPPER.writerWithDefaultPrettyPrinter();

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
