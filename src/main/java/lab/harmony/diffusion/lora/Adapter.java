package lab.harmony.diffusion.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.checkpoint.AdapterName.Role;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.weights.Leftovers;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.WeightsException;
import org.jspecify.annotations.Nullable;

/// A LoRA file, read for one model: which of the model's layers it changes, and how. Every tensor
/// in it has a use.
public final class Adapter {

  private final List<Map<String, LayerChange>> changes;

  private Adapter(List<Map<String, LayerChange>> changes) {
    this.changes = changes;
  }

  /// Makes sure that a file is an adapter of which every tensor is understood. Only names, shapes
  /// and metadata are looked at, and no model is needed.
  ///
  /// @throws WeightsException if it is something else, or holds more; the message names it
  public static void requireUnderstood(SafetensorsFile file) {
    var tensors = AdapterTensors.of(file);
    requireMagnitudes(tensors, PeftSettings.of(file));
  }

  /// Reads an adapter for the networks of a model.
  ///
  /// @throws WeightsException if it is another kind of adapter, is for another model, or does not
  ///   fit a layer, or if something in it has no use; the message names what was needed and what
  ///   came
  public static Adapter read(Path path, List<AdaptedNetwork> networks) {
    var file = SafetensorsFile.open(path);
    var tensors = AdapterTensors.of(file);
    var metadata = PeftSettings.of(file);
    requireMagnitudes(tensors, metadata);
    var changes = new ArrayList<Map<String, LayerChange>>();
    networks.forEach(_ -> changes.add(new LinkedHashMap<>()));
    var unmatched = new ArrayList<String>();
    for (var layer : tensors.layers().values()) {
      var found = false;
      for (int n = 0; n < networks.size(); n++) {
        var network = networks.get(n);
        var name = network.layer(layer.key());
        if (name.isPresent()) {
          var change =
              new LayerChange(
                  layer,
                  name.get(),
                  network.shape(name.get()),
                  layer.has(Role.DOWN) ? scale(layer, metadata) : 1);
          requireOnce(changes.get(n).put(name.get(), change), change);
          found = true;
        }
      }
      if (!found) {
        unmatched.add(layer.key());
      }
    }
    requireForThisModel(path, unmatched, tensors.layers().size(), networks);
    return new Adapter(changes);
  }

  private static double scale(AdapterTensors.LayerTensors layer, PeftSettings metadata) {
    var alpha = layer.name(Role.ALPHA).map(name -> (double) layer.file().floats(name)[0]);
    return metadata.scale(layer.key(), layer.rank(), alpha);
  }

  private static void requireMagnitudes(AdapterTensors tensors, PeftSettings metadata) {
    for (var layer : tensors.layers().values()) {
      if (layer.has(Role.DOWN)
          && metadata.isDora(layer.key())
          && !layer.has(Role.MAGNITUDE)
          && !layer.has(Role.DORA_SCALE)) {
        throw new WeightsException(
            "%s is a DoRA adapter by its lora_adapter_metadata, but has no magnitudes for the layer %s"
                .formatted(tensors.file().path(), layer.key()));
      }
    }
  }

  private static void requireOnce(@Nullable LayerChange before, LayerChange now) {
    if (before != null) {
      throw new WeightsException(
          "%s has the layer %s twice, as %s and as %s; only one of them can be used"
              .formatted(
                  now.tensors().file().path(),
                  now.layer(),
                  before.tensors().key(),
                  now.tensors().key()));
    }
  }

  private static void requireForThisModel(
      Path path, List<String> unmatched, int layers, List<AdaptedNetwork> networks) {
    var needed = networks.getFirst().someKey();
    if (unmatched.size() == layers) {
      throw new WeightsException(
          "none of the %d layers in %s is one of this model, so it is for another; its first is %s, where this model has %s"
              .formatted(
                  layers, path, unmatched.isEmpty() ? "nothing" : unmatched.getFirst(), needed));
    }
    if (!unmatched.isEmpty()) {
      throw new WeightsException(
          "%d of the %d layers in %s are none of this model, so it is for another: %s; this model has %s"
              .formatted(unmatched.size(), layers, path, Leftovers.listed(unmatched), needed));
    }
  }

  /// How many layers of the network at this place in the list are changed.
  public int layers(int network) {
    return changes.get(network).size();
  }

  /// The rank and the scale of each layer with matrices of the network at this place in the list.
  public Map<String, Adaptation> adaptations(int network) {
    var adaptations = new LinkedHashMap<String, Adaptation>();
    changes(network)
        .forEach((layer, change) -> {
          if (change.has(Role.DOWN)) {
            adaptations.put(
                layer, new Adaptation(Math.toIntExact(change.tensors().rank()), change.scale(), 0));
          }
        });
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
          if (change.has(Role.DOWN)) {
            var arrays = new LayerArrays(change, owner);
            matrices.put(layer + Change.DOWN, arrays.down());
            matrices.put(layer + Change.UP, arrays.up());
          }
        });
    return Weights.of(matrices);
  }

  /// The layers of a network that are changed.
  Map<String, LayerChange> changes(int network) {
    return changes.get(network);
  }
}
