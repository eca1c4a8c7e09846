package lab.harmony.engine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lab.harmony.recipe.Condition;
import org.jspecify.annotations.Nullable;

/// Requests and events as single lines of JSON, told apart by their `type`.
final class EngineJson {

  private static final Map<String, Class<? extends EngineRequest>> REQUESTS =
      Map.of(
          "load", EngineRequest.Load.class,
          "generate", EngineRequest.Generate.class,
          "cancel", EngineRequest.Cancel.class,
          "quit", EngineRequest.Quit.class);

  private static final Map<String, Class<? extends EngineEvent>> EVENTS =
      Map.of(
          "ready", EngineEvent.Ready.class,
          "loaded", EngineEvent.Loaded.class,
          "step", EngineEvent.Step.class,
          "image", EngineEvent.Image.class,
          "log", EngineEvent.Log.class,
          "failed", EngineEvent.Failed.class,
          "done", EngineEvent.Done.class,
          "cancelled", EngineEvent.Cancelled.class);

  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .serializeNulls()
          .registerTypeHierarchyAdapter(Path.class, new PathAdapter().nullSafe())
          .registerTypeAdapter(Condition.class, new ConditionAdapter())
          .registerTypeAdapterFactory(new OptionalAdapterFactory())
          .create();

  private EngineJson() {}

  static String line(EngineRequest request) {
    return line(REQUESTS, request);
  }

  static String line(EngineEvent event) {
    return line(EVENTS, event);
  }

  /// @throws IllegalArgumentException if the line is no request; the message says why
  static EngineRequest request(String line) {
    return message(REQUESTS, line);
  }

  /// @throws IllegalArgumentException if the line is no event; the message says why
  static EngineEvent event(String line) {
    return message(EVENTS, line);
  }

  private static <T> String line(Map<String, Class<? extends T>> types, T message) {
    var type =
        types.entrySet().stream()
            .filter(entry -> entry.getValue().isInstance(message))
            .map(Map.Entry::getKey)
            .findAny()
            .orElseThrow();
    var json = new JsonObject();
    json.addProperty("type", type);
    GSON.toJsonTree(message).getAsJsonObject().asMap().forEach(json::add);
    return GSON.toJson(json);
  }

  private static <T> T message(Map<String, Class<? extends T>> types, String line) {
    try {
      if (!(JsonParser.parseString(line) instanceof JsonObject json)) {
        throw new IllegalArgumentException("expected a JSON object, got: " + start(line));
      }
      var name = json.has("type") ? json.get("type").getAsString() : "";
      var type = types.get(name);
      if (type == null) {
        throw new IllegalArgumentException(
            "expected a type among %s, got \"%s\"".formatted(types.keySet(), name));
      }
      for (var part : type.getRecordComponents()) {
        requirePresent(name, part, json);
      }
      return GSON.fromJson(json, type);
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new IllegalArgumentException("not a message: " + start(line), e);
    } catch (RuntimeException e) {
      throw e.getCause() instanceof IllegalArgumentException cause ? cause : e;
    }
  }

  private static void requirePresent(String name, RecordComponent part, JsonObject json) {
    var value = json.get(part.getName());
    if ((value == null || value.isJsonNull()) && part.getType() != Optional.class) {
      throw new IllegalArgumentException("\"%s\" lacks its \"%s\"".formatted(name, part.getName()));
    }
    if (value == null) {
      json.add(part.getName(), com.google.gson.JsonNull.INSTANCE);
    }
  }

  private static String start(String line) {
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }

  private static final class PathAdapter extends TypeAdapter<Path> {

    @Override
    public void write(JsonWriter out, Path path) throws IOException {
      out.value(path.toString());
    }

    @Override
    public Path read(JsonReader in) throws IOException {
      return Path.of(in.nextString());
    }
  }

  /// The kinds of conditions are told apart by their `kind`.
  private static final class ConditionAdapter
      implements JsonSerializer<Condition>, JsonDeserializer<Condition> {

    @Override
    public JsonElement serialize(Condition condition, Type type, JsonSerializationContext context) {
      return switch (condition) {
        case Condition.Start start -> {
          var json = context.serialize(start, Condition.Start.class).getAsJsonObject();
          json.addProperty("kind", Condition.Start.KIND);
          yield json;
        }
      };
    }

    @Override
    public Condition deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
      var kind = json.getAsJsonObject().get("kind").getAsString();
      if (kind.equals(Condition.Start.KIND)) {
        return context.deserialize(json, Condition.Start.class);
      }
      throw new JsonParseException("there is no condition \"%s\"".formatted(kind));
    }
  }

  /// An absent value is `null` or not there at all.
  private static final class OptionalAdapterFactory implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked") // T is Optional<E>, as the first test makes sure
    public @Nullable <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      if (type.getRawType() != Optional.class
          || !(type.getType() instanceof ParameterizedType optional)) {
        return null;
      }
      var element = gson.getAdapter(TypeToken.get(optional.getActualTypeArguments()[0]));
      return (TypeAdapter<T>) new OptionalAdapter<>(element);
    }
  }

  private static final class OptionalAdapter<E> extends TypeAdapter<Optional<E>> {

    private final TypeAdapter<E> element;

    OptionalAdapter(TypeAdapter<E> element) {
      this.element = element;
    }

    @Override
    public void write(JsonWriter out, Optional<E> value) throws IOException {
      if (value.isPresent()) {
        element.write(out, value.get());
      } else {
        out.nullValue();
      }
    }

    @Override
    public Optional<E> read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return Optional.empty();
      }
      return Optional.of(element.read(in));
    }
  }
}
