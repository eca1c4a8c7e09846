package lab.harmony.imports.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// JSON in a picture, which anybody may have written.
public final class PictureJson {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

  private PictureJson() {}

  /// @param what the text is, for the message
  public static JsonNode object(String what, String text) {
    try {
      return Json.object(text);
    } catch (JsonProblem e) {
      throw new UnreadableMetadata(
          "%s is not the JSON it should be: %s".formatted(what, e.getMessage()), e);
    }
  }

  /// The JSON objects among the texts under these keywords; what is damaged is passed over.
  public static List<JsonNode> objects(Map<String, String> texts, String... keywords) {
    var objects = new ArrayList<JsonNode>();
    for (var keyword : keywords) {
      if (texts.getOrDefault(keyword, "").stripLeading().startsWith("{")) {
        try {
          objects.add(object(keyword, texts.getOrDefault(keyword, "")));
        } catch (UnreadableMetadata _) {
          // Whoever knows the keyword says that it is damaged.
        }
      }
    }
    return objects;
  }

  /// The same settings under the names that a tool's versions gave them.
  public static JsonNode first(JsonNode node, String... names) {
    for (var name : names) {
      if (node.hasNonNull(name)) {
        return node.path(name);
      }
    }
    return MissingNode.getInstance();
  }

  /// A whole number, also when it is written as a text.
  public static long seedOf(JsonNode value, String name) {
    return number(value)
        .filter(seed -> seed.scale() <= 0 || seed.stripTrailingZeros().scale() <= 0)
        .map(seed -> Numbers.seed(seed.toBigInteger()))
        .orElseThrow(() -> missing(name));
  }

  public static double numberOf(JsonNode value, String name) {
    return number(value).orElseThrow(() -> missing(name)).doubleValue();
  }

  /// A number of ordinary size, also when it is written as a text.
  public static Optional<BigDecimal> number(JsonNode value) {
    if (value.isNumber() && Double.isFinite(value.doubleValue(Double.POSITIVE_INFINITY))) {
      return Optional.of(value.decimalValue()).filter(PictureJson::ordinary);
    }
    if (value.isString() && NUMBER.matcher(value.stringValue().strip()).matches()) {
      return Optional.of(new BigDecimal(value.stringValue().strip()));
    }
    return Optional.empty();
  }

  /// Whether it can be written out: 1e999999999 cannot.
  private static boolean ordinary(BigDecimal number) {
    return Math.abs((long) number.precision() - number.scale()) < 400;
  }

  public static String textOf(JsonNode value, String name) {
    if (!value.isString()) {
      throw missing(name);
    }
    return value.stringValue();
  }

  public static String text(JsonNode node, String name) {
    return textOf(node.path(name), name);
  }

  public static String textOr(JsonNode node, String name, String otherwise) {
    return textOr(node.path(name), otherwise);
  }

  public static String textOr(JsonNode value, String otherwise) {
    return value.isString() ? value.stringValue() : otherwise;
  }

  public static double number(JsonNode node, String name) {
    return numberOf(node.path(name), name);
  }

  public static int steps(JsonNode node, String name) {
    return Numbers.steps(number(node, name));
  }

  /// A seed, whose 64 bits may be meant without a sign.
  public static long seed(JsonNode node, String name) {
    return seedOf(node.path(name), name);
  }

  /// The name of a file without its folders and its ending.
  public static String stem(String file) {
    var name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return name.replaceFirst("(?i)\\.(safetensors|sft|ckpt|pt|pth|bin|gguf)$", "");
  }

  private static UnreadableMetadata missing(String name) {
    return new UnreadableMetadata("its metadata has no usable \"%s\"".formatted(name));
  }
}
