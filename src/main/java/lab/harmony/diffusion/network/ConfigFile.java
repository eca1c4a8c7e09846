package lab.harmony.diffusion.network;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import lab.harmony.diffusion.weights.WeightsException;

/// A `config.json`, asked politely: a missing or wrong field is named with its file.
record ConfigFile(Path path, JsonObject json) {

  static ConfigFile read(Path path) {
    try {
      return new ConfigFile(path, JsonParser.parseString(Files.readString(path)).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw new WeightsException("%s is not a JSON object".formatted(path), e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(path), e);
    }
  }

  int integer(String field) {
    return parse(field, JsonElement::getAsInt, "a whole number");
  }

  int integer(String field, int otherwise) {
    return isSet(field) ? integer(field) : otherwise;
  }

  double number(String field, double otherwise) {
    return isSet(field) ? parse(field, JsonElement::getAsDouble, "a number") : otherwise;
  }

  boolean flag(String field, boolean otherwise) {
    return isSet(field) ? parse(field, JsonElement::getAsBoolean, "true or false") : otherwise;
  }

  String text(String field, String otherwise) {
    return isSet(field) ? parse(field, JsonElement::getAsString, "a text") : otherwise;
  }

  List<String> texts(String field) {
    return parse(field, value -> elements(value, JsonElement::getAsString), "a list of texts");
  }

  List<Integer> integers(String field) {
    return parse(field, value -> elements(value, JsonElement::getAsInt), "a list of whole numbers");
  }

  /// A list of `count` numbers; a single number stands for a list of equal ones.
  List<Integer> integers(String field, int count, int otherwise) {
    if (isSet(field) && json.get(field).isJsonArray()) {
      return integers(field);
    }
    return Collections.nCopies(count, integer(field, otherwise));
  }

  /// Refuses a value other than those this code computes.
  void require(String field, String... supported) {
    var value = isSet(field) ? json.get(field).toString().replace("\"", "") : supported[0];
    if (!List.of(supported).contains(value)) {
      throw new WeightsException(
          "%s: %s is %s; this version computes %s"
              .formatted(path, field, value, String.join(" or ", supported)));
    }
  }

  boolean isSet(String field) {
    return json.has(field) && !json.get(field).isJsonNull();
  }

  private <T> T parse(String field, Function<JsonElement, T> reader, String what) {
    try {
      return reader.apply(
          Optional.ofNullable(json.get(field))
              .orElseThrow(
                  () -> new WeightsException("%s lacks the field %s".formatted(path, field))));
    } catch (NumberFormatException | IllegalStateException | UnsupportedOperationException e) {
      throw new WeightsException(
          "%s: %s should be %s, it is %s".formatted(path, field, what, json.get(field)), e);
    }
  }

  private static <T> List<T> elements(JsonElement value, Function<JsonElement, T> reader) {
    return StreamSupport.stream(value.getAsJsonArray().spliterator(), false).map(reader).toList();
  }
}
