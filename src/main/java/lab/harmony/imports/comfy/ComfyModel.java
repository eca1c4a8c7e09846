package lab.harmony.imports.comfy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.imports.comfy.ComfyGraph.Node;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.PictureJson;
import tools.jackson.databind.JsonNode;

/// From a sampler back through the model alone: its LoRA adapters, the nearest first, and its file.
///
/// @param name of the checkpoint's file, or `unknown`
/// @param adapters as tags that stand behind a prompt; `<lora:not known>` for a node that loads
///   adapters in a way that is not known here
record ComfyModel(String name, List<String> adapters) {

  private static final String UNKNOWN = "unknown";
  private static final String NOT_KNOWN = " <lora:not known>";
  private static final List<String> FILES =
      List.of("ckpt_name", "unet_name", "model_name", "model_path", "base_ckpt_name");

  static ComfyModel of(ComfyGraph graph, ComfyValues values, JsonNode link) {
    var adapters = new ArrayList<String>();
    var name = new Walk(graph, values, adapters).name(link);
    return new ComfyModel(name, List.copyOf(adapters));
  }

  private record Walk(ComfyGraph graph, ComfyValues values, List<String> adapters) {

    String name(JsonNode link) {
      try {
        return graph.behind(
            link,
            place -> {
              var node = place.node();
              adapters.addAll(adaptersOf(node));
              return ComfyGraph.isLink(node.inputs().path("model"))
                  ? name(node.inputs().path("model"))
                  : file(node);
            });
      } catch (UnreadableMetadata _) {
        return UNKNOWN;
      }
    }

    private String file(Node node) {
      for (var name : FILES) {
        if (node.inputs().hasNonNull(name)) {
          return PictureJson.stem(values.choice(node, name));
        }
      }
      return UNKNOWN;
    }

    private List<String> adaptersOf(Node node) {
      if (!node.type().toLowerCase(Locale.ROOT).contains("lora")
          && !node.inputs().has("lora_name")
          && !node.inputs().has("lora_stack")) {
        return List.of();
      }
      try {
        var tags = tags(node);
        if (ComfyGraph.isLink(node.inputs().path("lora_stack"))) {
          tags =
              Stream.concat(
                      tags.stream(),
                      graph
                          .behind(
                              node.inputs().path("lora_stack"), place -> adaptersOf(place.node()))
                          .stream())
                  .toList();
          return tags;
        }
        return tags;
      } catch (UnreadableMetadata _) {
        return List.of(NOT_KNOWN);
      }
    }

    private List<String> tags(Node node) {
      var inputs = node.inputs();
      var tags = new ArrayList<String>();
      var known = inputs.has("lora_stack");
      if (inputs.hasNonNull("lora_name")) {
        known = true;
        one(
                values.choice(node, "lora_name"),
                strength(node, "strength_model", "lora_model_strength", "strength"))
            .ifPresent(tags::add);
      }
      for (var input : inputs.properties()) {
        var value = input.getValue();
        if (value.path("lora").isString() && value.has("strength")) { // Power Lora Loader
          known = true;
          if (value.path("on").asBoolean(true)) {
            one(
                    value.path("lora").stringValue(),
                    PictureJson.numberOf(value.path("strength"), "strength"))
                .ifPresent(tags::add);
          }
        }
        var number = input.getKey().replaceAll("^lora_(name_)?(?=\\d+$)", "");
        if (number.matches("\\d+") && value.isString()) { // stacks
          known = true;
          if (!PictureJson.textOr(inputs, "switch_" + number, "On").equals("Off")) {
            one(
                    value.stringValue(),
                    strength(
                        node,
                        "strength_" + number,
                        "model_weight_" + number,
                        "model_str_" + number,
                        "lora_wt_" + number))
                .ifPresent(tags::add);
          }
        }
      }
      if (!known) {
        throw new UnreadableMetadata("%s loads adapters in an unknown way".formatted(node));
      }
      return tags;
    }

    private double strength(Node node, String... names) {
      return values.number(node, names).doubleValue();
    }

    private static Optional<String> one(String file, double strength) {
      return file.isBlank() || file.equalsIgnoreCase("none") || strength == 0
          ? Optional.empty()
          : Optional.of(
              " <lora:%s:%s>"
                  .formatted(
                      PictureJson.stem(file),
                      strength == Math.rint(strength)
                          ? Long.toString((long) strength)
                          : Double.toString(strength)));
    }
  }
}
