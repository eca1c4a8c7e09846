package lab.harmony.imports;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// ComfyUI: the graph of nodes that made the picture, as JSON under `prompt`.
///
/// The sampler that is nearest before the saved picture counts; from there the links lead to the
/// prompts and to the checkpoint.
final class ComfyUi implements SettingsReader {

  private static final String KEYWORD = "prompt";
  private static final Set<String> SAMPLERS = Set.of("KSampler", "KSamplerAdvanced");
  private static final List<String> TEXTS =
      List.of("text", "text_g", "string", "value", "prompt", "text_l");

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    var text = texts.get(KEYWORD);
    if (text == null || !text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    var graph = new Graph(Json.object("its text \"%s\"".formatted(KEYWORD), text));
    var sampler =
        graph
            .sampler()
            .orElseThrow(() ->
                new UnreadableMetadata(
                    "its ComfyUI graph has no KSampler or KSamplerAdvanced node"));
    var inputs = sampler.path("inputs");
    return Optional.of(
        new PictureSettings(
            "ComfyUI",
            graph.text(inputs.path("positive"))
                + String.join("", graph.adapters(inputs.path("model"))),
            graph.text(inputs.path("negative")),
            graph.seed(inputs.has("noise_seed") ? inputs.path("noise_seed") : inputs.path("seed")),
            Json.number(inputs, "cfg"),
            Json.steps(inputs, "steps"),
            SamplerNames.of(
                Json.text(inputs, "sampler_name"), Json.textOr(inputs, "scheduler", "")),
            graph.checkpoint(inputs.path("model")),
            ""));
  }

  /// The nodes, and the ways backwards through their links `["node", output]`.
  private record Graph(JsonNode nodes) {

    Optional<JsonNode> sampler() {
      for (var saved : nodes.properties()) {
        if (type(saved.getValue()).startsWith("SaveImage")) {
          var nearest =
              behind(saved.getValue()).filter(node -> SAMPLERS.contains(type(node))).findFirst();
          if (nearest.isPresent()) {
            return nearest;
          }
        }
      }
      return nodes.properties().stream()
          .map(Map.Entry::getValue)
          .filter(node -> SAMPLERS.contains(type(node)))
          .findFirst();
    }

    /// This node and all that lead to it, the nearest first.
    private Stream<JsonNode> behind(JsonNode start) {
      var found = new LinkedHashMap<String, JsonNode>();
      found.put("", start);
      var seen = new HashSet<String>();
      var queue = new ArrayDeque<JsonNode>(List.of(start));
      while (!queue.isEmpty()) {
        for (var input : queue.remove().path("inputs")) {
          if (isLink(input) && seen.add(input.path(0).asString(""))) {
            var name = input.path(0).asString("");
            var node = nodes.path(name);
            found.put(name, node);
            queue.add(node);
          }
        }
      }
      return found.values().stream();
    }

    /// The first text that leads to this link.
    String text(JsonNode link) {
      return behind(nodes.path(link.path(0).asString("")))
          .flatMap(node -> TEXTS.stream().map(name -> node.path("inputs").path(name)))
          .filter(JsonNode::isString)
          .map(JsonNode::stringValue)
          .findFirst()
          .orElse("");
    }

    long seed(JsonNode value) {
      return Json.whole(value)
          .or(() ->
              behind(nodes.path(value.path(0).asString("")))
                  .flatMap(node ->
                      List.of("seed", "noise_seed", "value").stream()
                          .map(name -> node.path("inputs").path(name)))
                  .flatMap(number -> Json.whole(number).stream())
                  .findFirst())
          .map(Numbers::seed)
          .orElseThrow(() -> new UnreadableMetadata("its ComfyUI graph has no usable seed"));
    }

    String checkpoint(JsonNode link) {
      return behind(nodes.path(link.path(0).asString("")))
          .flatMap(node ->
              List.of("ckpt_name", "unet_name").stream()
                  .map(name -> node.path("inputs").path(name)))
          .filter(JsonNode::isString)
          .map(name -> stem(name.stringValue()))
          .findFirst()
          .orElse("unknown");
    }

    /// The LoRA nodes on the way to the checkpoint, as tags.
    List<String> adapters(JsonNode link) {
      return behind(nodes.path(link.path(0).asString("")))
          .map(node -> node.path("inputs"))
          .filter(inputs ->
              inputs.path("lora_name").isString() && inputs.path("strength_model").isNumber())
          .map(inputs ->
              " <lora:%s:%s>"
                  .formatted(
                      stem(inputs.path("lora_name").stringValue()),
                      inputs.path("strength_model").asString()))
          .toList();
    }

    private static boolean isLink(JsonNode input) {
      return input.isArray() && input.size() == 2 && input.path(0).isString();
    }

    private static String type(JsonNode node) {
      return node.path("class_type").asString("");
    }

    /// The name of a file without its folders and its ending.
    private static String stem(String file) {
      var name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
      var dot = name.lastIndexOf('.');
      return dot > 0 ? name.substring(0, dot) : name;
    }
  }
}
