package lab.harmony.imports.comfy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.imports.comfy.ComfyGraph.Node;
import lab.harmony.imports.comfy.ComfyGraph.Place;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.Told;
import tools.jackson.databind.JsonNode;

/// The words behind what ComfyUI calls conditioning, in the syntax of this lab's prompts.
///
/// Concatenated conditionings are chunks (`BREAK`), combined ones are weighed against each other
/// (`AND`), the texts of several encoders stand on lines of their own, zeroed conditioning is no
/// text. Where an area, a mask, a range of steps or a control picture confines a text, the text
/// alone is told.
final class ComfyConditioning {

  /// The texts of encoders, the larger encoder first.
  private static final List<String> TEXTS =
      List.of(
          "text",
          "text_g",
          "text_l",
          "clip_g",
          "clip_l",
          "t5xxl",
          "llama",
          "bert",
          "mt5xl",
          "user_prompt",
          "prompt");

  private static final Set<String> PASSING =
      Set.of(
          "ConditioningSetArea",
          "ConditioningSetAreaPercentage",
          "ConditioningSetAreaStrength",
          "ConditioningSetMask",
          "ConditioningSetTimestepRange",
          "ConditioningSetProperties",
          "FluxGuidance",
          "ControlNetApply",
          "CLIPTextEncodeControlnet",
          "unCLIPConditioning",
          "StyleModelApply",
          "ReferenceLatent",
          "StableCascade_StageB_Conditioning");

  private static final Pattern ENCODER = Pattern.compile("(?i).*(text|prompt).?encode.*");
  private static final Pattern BOTH = Pattern.compile("(?i).*(controlnet|conditioning).*");

  /// At which output a node gives its positive and its negative, where that is not 0 and 1.
  private static final Map<String, Integer> POSITIVE_AT =
      Map.of(
          "ApplyInstantID", 1,
          "ApplyInstantIDAdvanced", 1,
          "Efficient Loader", 1,
          "Eff. Loader SDXL", 1);

  private final ComfyGraph graph;
  private final ComfyValues values;

  ComfyConditioning(ComfyGraph graph, ComfyValues values) {
    this.graph = graph;
    this.values = values;
  }

  /// The words behind an input, or why they are not known.
  Told told(Node node, String input) {
    try {
      return new Told.Known(words(node.inputs().path(input)).strip());
    } catch (UnreadableMetadata e) {
      return new Told.NotKnown(String.valueOf(e.getMessage()));
    }
  }

  private String words(JsonNode value) {
    return value.isString() ? value.stringValue() : graph.behind(value, this::at);
  }

  private String at(Place place) {
    var node = place.node();
    var inputs = node.inputs();
    return switch (node.type()) {
      case "ConditioningZeroOut" -> "";
      case "ConditioningConcat" -> joined(node, " BREAK ", "conditioning_to", "conditioning_from");
      case "ConditioningCombine" -> joined(node, " AND ", "conditioning_1", "conditioning_2");
      case "ConditioningMultiCombine" ->
          joined(
              node,
              " AND ",
              node.links().stream()
                  .map(Map.Entry::getKey)
                  .filter(name -> name.matches("conditioning_\\d+"))
                  .toArray(String[]::new));
      case "ConditioningAverage" -> averaged(node);
      case "ImpactWildcardEncode" -> values.textAt(place);
      default -> {
        if (PASSING.contains(node.type())) {
          yield words(inputs.path("conditioning"));
        }
        var both = ofTwo(place);
        yield both.isPresent() ? both.get() : encoded(node);
      }
    };
  }

  private String joined(Node node, String between, String... names) {
    var parts = new ArrayList<String>();
    for (var name : names) {
      parts.add(words(node.inputs().path(name)));
    }
    parts.removeIf(String::isBlank);
    return ComfyValues.joined(parts, between);
  }

  /// Between two texts lies no third: unless one has all the weight, both are named and not more.
  private String averaged(Node node) {
    var strength = values.number(node, "conditioning_to_strength").doubleValue();
    var to = node.inputs().path("conditioning_to");
    var from = node.inputs().path("conditioning_from");
    if (strength == 1 || strength == 0) {
      return words(strength == 1 ? to : from);
    }
    throw new UnreadableMetadata(
        "%s mixes %s of \"%s\" with %s of \"%s\", which no single text says"
            .formatted(
                node,
                strength,
                words(to),
                Math.round(1000 * (1 - strength)) / 1000.0,
                words(from)));
  }

  /// Of a node that hands on a positive and a negative conditioning, the one at this output.
  private Optional<String> ofTwo(Place place) {
    var node = place.node();
    for (var start : List.of("", "base_")) {
      var positive = node.inputs().path(start + "positive");
      var negative = node.inputs().path(start + "negative");
      if (positive.isMissingNode() || negative.isMissingNode()) {
        continue;
      }
      var known = POSITIVE_AT.containsKey(node.type()) || BOTH.matcher(node.type()).matches();
      var at = place.output() - POSITIVE_AT.getOrDefault(node.type(), 0);
      if (!known || at < 0 || at > 1) {
        throw new UnreadableMetadata(
            "%s is not known here, so its output %d may be the positive or the negative"
                .formatted(node, place.output()));
      }
      return Optional.of(words(at == 0 ? positive : negative));
    }
    return Optional.empty();
  }

  private String encoded(Node node) {
    if (!ENCODER.matcher(node.type()).matches()) {
      throw new UnreadableMetadata(
          "%s is not known here, so what it makes of a prompt is not either".formatted(node));
    }
    var texts = new LinkedHashSet<String>();
    for (var name : TEXTS) {
      if (node.inputs().hasNonNull(name)) {
        var text = values.text(node.inputs().path(name)).strip();
        texts.add(text);
      }
      if (name.equals("text") && !texts.isEmpty()) {
        break; // one text for all encoders
      }
    }
    if (texts.isEmpty()) {
      throw new UnreadableMetadata("%s has no text".formatted(node));
    }
    texts.remove("");
    return ComfyValues.joined(List.copyOf(texts), "\n");
  }
}
