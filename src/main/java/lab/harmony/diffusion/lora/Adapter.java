package lab.harmony.diffusion.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.diffusion.checkpoint.Recognition;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.WeightsException;

/// A LoRA file, read for one model: which of the model's layers it changes.
public final class Adapter {

  /// How files end the names of the two matrices, of kohya, PEFT and diffusers new and old.
  private record Ending(String down, String up) {}

  private static final List<Ending> ENDINGS =
      List.of(
          new Ending(".lora_down.weight", ".lora_up.weight"),
          new Ending(".lora_A.weight", ".lora_B.weight"),
          new Ending(".lora.down.weight", ".lora.up.weight"),
          new Ending(".lora_linear_layer.down.weight", ".lora_linear_layer.up.weight"),
          new Ending(".down.weight", ".up.weight"));

  private final SafetensorsFile file;
  private final List<Map<String, LowRank>> changes;
  private final List<String> unmatched;

  private Adapter(
      SafetensorsFile file, List<Map<String, LowRank>> changes, List<String> unmatched) {
    this.file = file;
    this.changes = changes;
    this.unmatched = unmatched;
  }

  /// Reads an adapter for the networks of a model.
  ///
  /// @throws WeightsException if it is another kind of adapter, is for another model, or does not
  ///   fit a layer; the message names what was needed and what came
  public static Adapter read(Path path, List<AdaptedNetwork> networks) {
    var file = SafetensorsFile.open(path);
    if (!(Recognition.of(file) instanceof Recognition.Adapter)) {
      throw new WeightsException(
          "%s should be a LoRA adapter; it is %s. %s"
              .formatted(path, Recognition.of(file).what(), Recognition.of(file).reason()));
    }
    return new Reading(file, networks).read();
  }

  /// How many layers of the network at this place in the list are changed.
  public int layers(int network) {
    return changes.get(network).size();
  }

  /// Names in the file that fit no layer of the model, which are left out.
  public List<String> unmatched() {
    return unmatched;
  }

  /// The rank and the scale of each changed layer of the network at this place in the list.
  public Map<String, Adaptation> adaptations(int network) {
    var adaptations = new LinkedHashMap<String, Adaptation>();
    changes(network)
        .forEach((layer, change) ->
            adaptations.put(
                layer,
                new Adaptation(
                    Math.toIntExact(file.shape(change.down()).get(0)), change.scale(), 0)));
    return adaptations;
  }

  /// The matrices of a network's layers as they are in the file, without the scale, by the names
  /// that a training gives them.
  ///
  /// @param owner owns the arrays
  public Weights matrices(int network, NDManager owner) {
    var matrices = new LinkedHashMap<String, NDArray>();
    changes(network)
        .forEach((layer, change) -> {
          matrices.put(layer + Change.DOWN, matrix(change.down(), change.convolution(), owner));
          matrices.put(layer + Change.UP, matrix(change.up(), change.convolution(), owner));
        });
    return Weights.of(matrices);
  }

  /// The layers of a network that are changed.
  Map<String, LowRank> changes(int network) {
    return changes.get(network);
  }

  /// A matrix in the shape that its layer's kind takes.
  NDArray matrix(String name, boolean convolution, NDManager manager) {
    var matrix = file.float32(name, manager);
    var shape = matrix.getShape();
    if (convolution == (shape.dimension() == 4)) {
      return matrix;
    }
    return convolution
        ? matrix.reshape(shape.get(0), shape.get(1), 1, 1)
        : matrix.reshape(shape.get(0), shape.get(1));
  }

  private record Reading(SafetensorsFile file, List<AdaptedNetwork> networks) {

    Adapter read() {
      var changes = new ArrayList<Map<String, LowRank>>();
      networks.forEach(_ -> changes.add(new LinkedHashMap<>()));
      var unmatched = new LinkedHashSet<String>();
      var metadata = metadata();
      for (var name : file.names()) {
        ending(name)
            .ifPresent(ending -> {
              var key = name.substring(0, name.length() - ending.down.length());
              var found = false;
              for (int n = 0; n < networks.size(); n++) {
                var layer = networks.get(n).layer(key);
                if (layer.isPresent()) {
                  changes
                      .get(n)
                      .put(
                          layer.get(),
                          lowRank(networks.get(n), layer.get(), key, ending, metadata));
                  found = true;
                }
              }
              if (!found) {
                unmatched.add(key);
              }
            });
      }
      if (changes.stream().allMatch(Map::isEmpty)) {
        throw new WeightsException(
            "none of the %d layers in %s is one of this model, so it is for another; its first is %s, where this model has %s"
                .formatted(
                    unmatched.size(),
                    file.path(),
                    unmatched.isEmpty() ? "nothing" : unmatched.getFirst(),
                    networks.getFirst().keys().getFirst()));
      }
      return new Adapter(file, changes, List.copyOf(unmatched));
    }

    private static Optional<Ending> ending(String name) {
      return ENDINGS.stream().filter(ending -> name.endsWith(ending.down)).findFirst();
    }

    private LowRank lowRank(
        AdaptedNetwork network, String layer, String key, Ending ending, JsonObject metadata) {
      var down = key + ending.down;
      var up = key + ending.up;
      if (!file.contains(up)) {
        throw new WeightsException(
            "%s has the tensor %s but not %s, which belongs to it"
                .formatted(file.path(), down, up));
      }
      var rank = file.shape(down).get(0);
      requireFit(network, layer, down, up);
      var convolution = network.shape(layer).dimension() == 4;
      return new LowRank(down, up, convolution, alpha(key, rank, metadata) / rank);
    }

    private void requireFit(AdaptedNetwork network, String layer, String down, String up) {
      var weights = network.shape(layer);
      var in = file.shape(down);
      var out = file.shape(up);
      if (in.dimension() < 2
          || out.dimension() < 2
          || kernel(in) != kernel(weights)
          || kernel(out) != 1
          || in.get(1) != weights.get(1)
          || out.get(0) != weights.get(0)
          || in.get(0) != out.get(1)) {
        throw new WeightsException(
            "%s does not fit the %s: the layer %s has weights %s, the adapter has %s and %s"
                .formatted(file.path(), network.name(), layer, weights, in, out));
      }
    }

    private static long kernel(Shape shape) {
      return shape.dimension() == 4 ? shape.get(2) * shape.get(3) : 1;
    }

    /// Without a word of alpha the scale is 1.
    private double alpha(String key, long rank, JsonObject metadata) {
      if (file.contains(key + ".alpha")) {
        return file.floats(key + ".alpha")[0];
      }
      var part = key.startsWith("text_encoder") ? key.substring(0, key.indexOf('.')) : "unet";
      if (metadata.get(part + ".alpha_pattern") instanceof JsonObject patterns) {
        for (var pattern : patterns.entrySet()) {
          if (key.equals(part + "." + pattern.getKey()) || key.endsWith("." + pattern.getKey())) {
            return pattern.getValue().getAsDouble();
          }
        }
      }
      var alpha = metadata.get(part + ".lora_alpha");
      return alpha != null && alpha.isJsonPrimitive() ? alpha.getAsDouble() : rank;
    }

    private JsonObject metadata() {
      try {
        return JsonParser.parseString(file.metadata().getOrDefault("lora_adapter_metadata", "{}"))
            .getAsJsonObject();
      } catch (JsonParseException | IllegalStateException e) {
        throw new WeightsException(
            "%s: its lora_adapter_metadata is not a JSON object".formatted(file.path()), e);
      }
    }
  }
}
