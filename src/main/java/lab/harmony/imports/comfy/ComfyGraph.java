package lab.harmony.imports.comfy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import lab.harmony.imports.metadata.UnreadableMetadata;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The nodes of a ComfyUI graph in the form that ran, and the way back through their links
/// `["node", output]`.
///
/// A walk follows at most 10,000 links and goes 200 deep, so graphs may go in circles. Reroutes,
/// bypassed nodes and switches whose position is written down are passed through.
final class ComfyGraph {

  private static final int MOST_LINKS = 10_000;
  private static final int DEEPEST = 200;
  private static final Pattern REROUTE = Pattern.compile("(?i).*reroute.*");
  private static final Pattern SWITCH = Pattern.compile("(?i).*switch.*");
  private static final int MUTED = 2;
  private static final int BYPASSED = 4;

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private int followed;
  private int depth;

  /// A node; messages call it "the node 7 (KSampler)".
  record Node(String id, String type, JsonNode inputs, int mode) {

    /// Its links, in the order of its inputs.
    List<Map.Entry<String, JsonNode>> links() {
      return inputs.properties().stream().filter(input -> isLink(input.getValue())).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Node node && node.id.equals(id);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }

    @Override
    public String toString() {
      return "the node %s (%s)".formatted(brief(id), brief(type));
    }

    private static String brief(String name) {
      return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
  }

  /// One output of a node.
  record Place(Node node, int output) {}

  /// @throws UnreadableMetadata if this is no graph
  ComfyGraph(JsonNode json) {
    json.properties()
        .forEach(entry -> {
          var node = entry.getValue();
          if (node.path("class_type").isString()) {
            nodes.put(
                entry.getKey(),
                new Node(
                    entry.getKey(),
                    node.path("class_type").stringValue(),
                    node.path("inputs"),
                    node.path("mode").asInt(0)));
          }
        });
    if (nodes.isEmpty()) {
      throw new UnreadableMetadata("its text \"prompt\" is JSON without nodes of ComfyUI");
    }
  }

  List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  static boolean isLink(JsonNode input) {
    return input.isArray()
        && input.size() == 2
        && (input.path(0).isString() || input.path(0).isIntegralNumber())
        && input.path(1).isIntegralNumber();
  }

  /// The node that this link comes from, if it is part of what ran. Counts for no walk.
  Optional<Node> source(JsonNode link) {
    var before = followed;
    try {
      return Optional.of(behind(link, Place::node));
    } catch (UnreadableMetadata _) {
      return Optional.empty();
    } finally {
      followed = before;
    }
  }

  /// What `read` says of the place that this link comes from.
  ///
  /// @throws UnreadableMetadata if the link leads nowhere or too far
  <T> T behind(JsonNode link, Function<Place, T> read) {
    if (!isLink(link)) {
      throw new UnreadableMetadata("a link of its graph is missing");
    }
    if (++followed > MOST_LINKS || depth >= DEEPEST) {
      throw new UnreadableMetadata("its graph goes in a circle or is too large");
    }
    depth++;
    try {
      var id = link.path(0).asString();
      var node = nodes.get(id);
      if (node == null) {
        throw new UnreadableMetadata("the node %s is missing from its graph".formatted(id));
      }
      var through = through(node);
      return through.isMissingNode()
          ? read.apply(new Place(node, link.path(1).asInt(0)))
          : behind(through, read);
    } finally {
      depth--;
    }
  }

  /// The link that comes out of this node unchanged, or a missing one.
  private static JsonNode through(Node node) {
    var links = node.links();
    if (node.mode == MUTED) {
      throw new UnreadableMetadata("%s is switched off".formatted(node));
    }
    if (REROUTE.matcher(node.type).matches() || node.mode == BYPASSED) {
      if (links.size() != 1) {
        throw new UnreadableMetadata("%s does not have one input".formatted(node));
      }
      return links.getFirst().getValue();
    }
    if (SWITCH.matcher(node.type).matches()) {
      return chosen(node);
    }
    return node.inputs.path("");
  }

  private static JsonNode chosen(Node node) {
    var inputs = node.inputs;
    if (node.type.equals("Any Switch (rgthree)") && !node.links().isEmpty()) {
      return node.links().getFirst().getValue(); // the first that is connected
    }
    if (inputs.path("select").isIntegralNumber()) {
      var chosen = inputs.path("input" + inputs.path("select").asInt(0));
      if (isLink(chosen)) {
        return chosen;
      }
    }
    if (inputs.path("boolean").isBoolean() || inputs.path("switch").isBoolean()) {
      var on = inputs.path("boolean").asBoolean(false) || inputs.path("switch").asBoolean(false);
      var chosen = inputs.path(on ? "on_true" : "on_false");
      if (isLink(chosen)) {
        return chosen;
      }
    }
    throw new UnreadableMetadata(
        "%s chooses in a way that the graph does not tell".formatted(node));
  }
}
