package lab.harmony.diffusion.lora;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.tensor.Change;

/// Several adapters at once: what they change adds up.
public record Adapters(List<Use> uses) {

  /// An adapter with its weights; 0 changes nothing, 1 is as it was trained.
  public record Use(Adapter adapter, double unet, double textEncoder) {}

  public Adapters {
    uses = List.copyOf(uses);
  }

  /// The changes to the network at this place in the list that the adapters were read for: the UNet
  /// first, then the text encoders.
  ///
  /// The matrices of all adapters that change a layer are joined along the rank, with weight ·
  /// alpha / rank in the upper one.
  ///
  /// @param owner owns the matrices
  public Map<String, Change> changes(int network, NDManager owner) {
    var layers = new LinkedHashSet<String>();
    for (var use : uses) {
      if (weight(use, network) != 0) {
        layers.addAll(use.adapter.changes(network).keySet());
      }
    }
    var changes = new LinkedHashMap<String, Change>();
    try (var scope = owner.newSubManager()) {
      for (var layer : layers) {
        var downs = new NDList();
        var ups = new NDList();
        for (var use : uses) {
          var lowRank = use.adapter.changes(network).get(layer);
          var weight = weight(use, network);
          if (lowRank != null && weight != 0) {
            var convolution = lowRank.convolution();
            var up = use.adapter.matrix(lowRank.up(), convolution, scope);
            downs.add(use.adapter.matrix(lowRank.down(), convolution, scope));
            ups.add(up.mul((float) (weight * lowRank.scale())));
          }
        }
        var change = new Change(NDArrays.concat(downs, 0), NDArrays.concat(ups, 1));
        change.down().attach(owner);
        change.up().attach(owner);
        changes.put(layer, change);
      }
    }
    return changes;
  }

  private static double weight(Use use, int network) {
    return network == 0 ? use.unet : use.textEncoder;
  }
}
