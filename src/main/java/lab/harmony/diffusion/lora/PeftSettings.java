package lab.harmony.diffusion.lora;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PEFT's configuration of an adapter, as diffusers keeps it in the file: `lora_adapter_metadata`,
/// with the name of a network before each setting (`unet.lora_alpha`).
record PeftSettings(String origin, ObjectNode settings) {

  private static final String KEY = "lora_adapter_metadata";
  private static final int LONGEST_PATTERN = 1000;

  /// Settings under which PEFT computes something that is not computed here.
  private static final Set<String> NOT_COMPUTED =
      Set.of(
          "use_qalora",
          "use_bdlora",
          "alora_invocation_tokens",
          "arrow_config",
          "kasa_config",
          "velora_config",
          "monteclora_config",
          "layer_replication",
          "trainable_token_indices",
          "fan_in_fan_out");

  /// Ways to begin a training that also change the model's own weights, which the file has not.
  private static final Set<String> CHANGING_THE_MODEL =
      Set.of("pissa", "olora", "loftq", "corda", "lora_ga");

  /// @throws WeightsException if it is no JSON object, or asks for what is not computed here
  static PeftSettings of(SafetensorsFile file) {
    var origin = file.path().toString();
    try {
      var metadata = new PeftSettings(origin, Json.object(file.metadata().getOrDefault(KEY, "{}")));
      metadata.requireComputed();
      return metadata;
    } catch (JsonProblem e) {
      throw new WeightsException(
          "%s: its %s is not a JSON object: %s".formatted(origin, KEY, e.getMessage()), e);
    }
  }

  private void requireComputed() {
    for (var setting : settings.properties()) {
      var name = setting.getKey().substring(setting.getKey().lastIndexOf('.') + 1);
      var value = setting.getValue();
      var begins = name.equals("init_lora_weights") ? value.asString("") : "";
      if (NOT_COMPUTED.contains(name) && isSet(value)
          || CHANGING_THE_MODEL.stream().anyMatch(begins::startsWith)) {
        throw new WeightsException(
            "%s: its %s sets %s to %s, which is not computed here; merge the adapter into its model, or export it as LoRA"
                .formatted(origin, KEY, setting.getKey(), value));
      }
    }
  }

  private static boolean isSet(JsonNode value) {
    return value.isContainer() ? !value.isEmpty() : !value.asString("false").equals("false");
  }

  /// Whether the network's layers have magnitudes (DoRA).
  boolean isDora(String key) {
    return isTrue(network(key), "use_dora");
  }

  /// The factor of `up(down(x))` of a layer: alpha / rank, or alpha / √rank (Kalajdzievski 2023).
  /// Without a word of alpha it is the rank.
  double scale(String key, long rank, Optional<Double> alphaInFile) {
    var network = network(key);
    var stabilised = isTrue(network, "use_rslora");
    double alpha = alphaInFile.or(() -> alpha(network, key)).orElse((double) rank);
    double scale = alpha / (stabilised ? Math.sqrt(rank) : rank);
    if (!Double.isFinite(scale)) {
      throw new WeightsException(
          "%s: alpha of %s should be a number, it is %s".formatted(origin, key, alpha));
    }
    return scale;
  }

  private Optional<Double> alpha(String network, String key) {
    if (setting(network, "alpha_pattern").orElse(null) instanceof ObjectNode patterns) {
      for (var pattern : patterns.properties()) {
        if (fits(pattern.getKey(), key)) {
          return Optional.of(number(network + ".alpha_pattern", pattern.getValue()));
        }
      }
    }
    return setting(network, "lora_alpha").map(value -> number(network + ".lora_alpha", value));
  }

  private double number(String name, JsonNode value) {
    if (!value.isNumber()) {
      throw new WeightsException(
          "%s: %s should be a number, it is %s".formatted(origin, name, value));
    }
    return value.doubleValue(Double.POSITIVE_INFINITY);
  }

  private boolean isTrue(String network, String name) {
    return setting(network, name).map(value -> value.asString("")).orElse("").equals("true");
  }

  private Optional<JsonNode> setting(String network, String name) {
    return settings
        .optional(network + "." + name)
        .or(() -> settings.optional(name))
        .filter(value -> !value.isNull());
  }

  private static String network(String key) {
    return key.startsWith("text_encoder") ? key.substring(0, key.indexOf('.')) : "unet";
  }

  /// Whether PEFT takes a pattern for a layer's: it is a regular expression for the end of the
  /// name.
  private boolean fits(String pattern, String key) {
    var layer =
        key.startsWith("unet.") || key.startsWith("text_encoder")
            ? key.substring(key.indexOf('.') + 1)
            : key;
    if (layer.equals(pattern) || layer.endsWith("." + pattern)) {
      return true;
    }
    if (pattern.length() > LONGEST_PATTERN) {
      return false;
    }
    try {
      return Pattern.compile("(?:.*\\.)?(?:" + pattern + ")$")
          .matcher(new Bounded(layer))
          .lookingAt();
    } catch (PatternSyntaxException | StackOverflowError | Bounded.TooLong e) {
      throw new WeightsException(
          "%s: the pattern %s in its %s cannot be followed".formatted(origin, pattern, KEY), e);
    }
  }

  /// A text of which only so much is looked at, so that no pattern of a stranger takes for ever.
  private record Bounded(CharSequence text, int[] looks) implements CharSequence {

    private static final int MOST = 1_000_000;

    static final class TooLong extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    Bounded(CharSequence text) {
      this(text, new int[1]);
    }

    @Override
    public char charAt(int index) {
      if (looks[0]++ > MOST) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Bounded(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
