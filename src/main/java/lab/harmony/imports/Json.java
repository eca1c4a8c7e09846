package lab.harmony.imports;

import java.math.BigInteger;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON in a picture, which anybody may have written.
final class Json {

  // Python writes NaN where JSON has nothing for it.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private Json() {}

  /// @param what the text is, for the message
  static JsonNode object(String what, String text) {
    try {
      var node = MAPPER.readTree(text);
      if (node.isObject()) {
        return node;
      }
      throw new UnreadableMetadata("%s should be a JSON object".formatted(what));
    } catch (JacksonException e) {
      throw new UnreadableMetadata(
          "%s is not the JSON it should be: %s".formatted(what, e.getOriginalMessage()), e);
    }
  }

  static String text(JsonNode node, String name) {
    var value = node.path(name);
    if (!value.isString()) {
      throw missing(name);
    }
    return value.stringValue();
  }

  static String textOr(JsonNode node, String name, String otherwise) {
    return node.path(name).isString() ? node.path(name).stringValue() : otherwise;
  }

  static double number(JsonNode node, String name) {
    var value = node.path(name);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw missing(name);
    }
    return value.doubleValue();
  }

  static int steps(JsonNode node, String name) {
    return Numbers.steps(number(node, name));
  }

  /// A seed, whose 64 bits may be meant without a sign.
  static long seed(JsonNode node, String name) {
    var value = node.path(name);
    if (!value.isIntegralNumber()) {
      throw missing(name);
    }
    return Numbers.seed(value.bigIntegerValue());
  }

  static Optional<BigInteger> whole(JsonNode value) {
    return value.isIntegralNumber() ? Optional.of(value.bigIntegerValue()) : Optional.empty();
  }

  private static UnreadableMetadata missing(String name) {
    return new UnreadableMetadata("its metadata has no usable \"%s\"".formatted(name));
  }
}
