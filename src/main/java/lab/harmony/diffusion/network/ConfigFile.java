package lab.harmony.diffusion.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ObjectNode;

/// A `config.json`, asked politely: a missing or wrong field is named with its file.
record ConfigFile(Path path, ObjectNode json) {

  static ConfigFile read(Path path) {
    try {
      return new ConfigFile(path, Json.object(path));
    } catch (JsonProblem e) {
      throw new WeightsException("%s is not a JSON object: %s".formatted(path, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(path), e);
    }
  }

  int integer(String field) {
    return parse(field, JsonNode::intValue, "a whole number");
  }

  int integer(String field, int otherwise) {
    return isSet(field) ? integer(field) : otherwise;
  }

  double number(String field, double otherwise) {
    return isSet(field) ? parse(field, JsonNode::doubleValue, "a number") : otherwise;
  }

  boolean flag(String field, boolean otherwise) {
    return isSet(field) ? parse(field, JsonNode::booleanValue, "true or false") : otherwise;
  }

  String text(String field, String otherwise) {
    return isSet(field) ? parse(field, JsonNode::stringValue, "a text") : otherwise;
  }

  List<String> texts(String field) {
    return parse(field, value -> elements(value, JsonNode::stringValue), "a list of texts");
  }

  List<Integer> integers(String field) {
    return parse(field, value -> elements(value, JsonNode::intValue), "a list of whole numbers");
  }

  /// A list of `count` numbers; a single number stands for a list of equal ones.
  List<Integer> integers(String field, int count, int otherwise) {
    return json.path(field).isArray()
        ? integers(field)
        : Collections.nCopies(count, integer(field, otherwise));
  }

  /// Refuses a value other than those this code computes.
  void require(String field, String... supported) {
    var value = isSet(field) ? json.path(field).toString().replace("\"", "") : supported[0];
    if (!List.of(supported).contains(value)) {
      throw new WeightsException(
          "%s: %s is %s; this version computes %s"
              .formatted(path, field, value, String.join(" or ", supported)));
    }
  }

  boolean isSet(String field) {
    return json.hasNonNull(field);
  }

  private <T> T parse(String field, Function<JsonNode, T> reader, String what) {
    var value = json.path(field);
    if (value.isMissingNode()) {
      throw new WeightsException("%s lacks the field %s".formatted(path, field));
    }
    var wrong = "%s: %s should be %s, it is %s".formatted(path, field, what, value);
    if (value.isNull() || value.isArray() && value.valueStream().anyMatch(JsonNode::isNull)) {
      throw new WeightsException(wrong);
    }
    try {
      return reader.apply(value);
    } catch (JsonNodeException e) {
      throw new WeightsException(wrong, e);
    }
  }

  private static <T> List<T> elements(JsonNode value, Function<JsonNode, T> reader) {
    return value.asArray().valueStream().map(reader).toList();
  }
}
