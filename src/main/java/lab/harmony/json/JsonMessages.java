package lab.harmony.json;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// What two processes say to each other: a line of JSON for each of the records that a sealed
/// interface allows, told apart by `type`, which is the record's name in small letters with its
/// words apart (`execute_request`). Paths stand in it as this system writes them.
public final class JsonMessages<T> {

  private static final JsonMapper MAPPER =
      Json.ORDERED
          .rebuild()
          .addModule(
              new SimpleModule()
                  .addSerializer(Path.class, ToStringSerializer.instance)
                  .addDeserializer(Path.class, new PathReader()))
          .build();

  private static final int SHOWN = 80;

  private static final Pattern WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final Map<String, Class<? extends T>> types = new LinkedHashMap<>();

  /// @param sealed whose permitted records are the messages
  public JsonMessages(Class<T> sealed) {
    for (var type : Arrays.asList(sealed.getPermittedSubclasses())) {
      types.put(name(type), type.asSubclass(sealed));
    }
  }

  private static String name(Class<?> type) {
    return WORD.matcher(type.getSimpleName()).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  public String line(T message) {
    var json = MAPPER.createObjectNode().put("type", name(message.getClass()));
    json.setAll((ObjectNode) MAPPER.valueToTree(message));
    return MAPPER.writeValueAsString(json);
  }

  /// @throws JsonProblem if the line is no message, saying why
  public T message(String line) {
    var json = object(line);
    var name = json.path("type").asString("");
    var type = types.get(name);
    if (type == null) {
      throw new JsonProblem("expected a type among %s, got \"%s\"".formatted(types.keySet(), name));
    }
    for (var part : type.getRecordComponents()) {
      if (part.getType() != Optional.class && !json.hasNonNull(part.getName())) {
        throw new JsonProblem("\"%s\" lacks its \"%s\"".formatted(name, part.getName()));
      }
    }
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JacksonException e) {
      throw new JsonProblem("not a \"%s\": %s".formatted(name, JsonProblem.words(e)), e);
    }
  }

  private static ObjectNode object(String line) {
    try {
      return Json.object(line);
    } catch (JsonProblem e) {
      var start = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
      throw new JsonProblem(
          "expected a JSON object, but %s: %s".formatted(e.getMessage(), start), e);
    }
  }
}
