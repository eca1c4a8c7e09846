package lab.harmony.imports.comfy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.imports.comfy.ComfyGraph.Node;
import lab.harmony.imports.metadata.UnreadableMetadata;

/// Which sampler of a graph made the picture.
///
/// From the saved picture back through pictures and latents alone: what leads to a prompt or to a
/// control picture made something else. Where one sampler works on what another made (hires fix, a
/// refiner, a face detailer) the first pass counts, as in the text that web UI writes.
final class ComfyPasses {

  private static final Set<String> SAMPLERS =
      Set.of("KSampler", "KSamplerAdvanced", "SamplerCustom", "SamplerCustomAdvanced");
  private static final Pattern PICTURE =
      Pattern.compile("(?i)(image|sample|latent|pixel|destination|source|frame|batch|denoised).*");
  private static final Pattern SAVING = Pattern.compile("(?i).*save.*");

  private final ComfyGraph graph;

  /// What each node's pictures and latents come from.
  private final Map<Node, List<Node>> before = new LinkedHashMap<>();

  ComfyPasses(ComfyGraph graph) {
    this.graph = graph;
    graph.nodes().forEach(node -> before.put(node, pictures(node)));
  }

  /// The samplers, each of which may have made the picture; usually one.
  ///
  /// @throws UnreadableMetadata if there is none
  List<Node> first() {
    var after = new HashMap<Node, List<Node>>();
    before.forEach((node, sources) ->
        sources.forEach(source -> after.computeIfAbsent(source, _ -> new ArrayList<>()).add(node)));
    var samplers = before.keySet().stream().filter(ComfyPasses::isSampler).toList();
    var later = reached(samplers, after);
    var found = samplers.stream().filter(sampler -> !later.contains(sampler)).toList();
    var saved = reached(saved(), before);
    var foundAndSaved = found.stream().filter(saved::contains).toList();
    if (found.isEmpty()) {
      throw new UnreadableMetadata("its ComfyUI graph has no sampler that is known here");
    }
    return foundAndSaved.isEmpty() ? found : foundAndSaved;
  }

  /// What comes behind these nodes, they themselves only where something leads back to them.
  private static Set<Node> reached(List<Node> starts, Map<Node, List<Node>> next) {
    var seen = new HashSet<Node>();
    var queue = new ArrayDeque<Node>(starts);
    while (!queue.isEmpty()) {
      for (var node : next.getOrDefault(queue.remove(), List.of())) {
        if (seen.add(node)) {
          queue.add(node);
        }
      }
    }
    return seen;
  }

  static boolean isSampler(Node node) {
    return SAMPLERS.contains(node.type())
        || (node.inputs().has("positive")
            && node.inputs().has("cfg")
            && node.inputs().has("steps")
            && node.inputs().has("sampler_name")
            && (node.inputs().has("seed") || node.inputs().has("noise_seed")));
  }

  /// The nodes that save pictures; without one, those that show them.
  private List<Node> saved() {
    var showing = new ArrayList<Node>();
    var used = new HashSet<String>();
    for (var node : graph.nodes()) {
      node.links().forEach(link -> used.add(link.getValue().path(0).asString()));
    }
    for (var node : graph.nodes()) {
      if (node.links().stream().anyMatch(link -> isPicture(link.getKey()))
          && (isSaving(node) || !used.contains(node.id()))) {
        showing.add(node);
      }
    }
    var saving = showing.stream().filter(ComfyPasses::isSaving).toList();
    return saving.isEmpty() ? showing : saving;
  }

  private static boolean isSaving(Node node) {
    return SAVING.matcher(node.type()).matches();
  }

  private List<Node> pictures(Node node) {
    var links = node.links();
    return links.stream()
        .filter(link -> isPicture(link.getKey()) || links.size() == 1)
        .flatMap(link -> graph.source(link.getValue()).stream())
        .toList();
  }

  private static boolean isPicture(String input) {
    return PICTURE.matcher(input).matches();
  }
}
