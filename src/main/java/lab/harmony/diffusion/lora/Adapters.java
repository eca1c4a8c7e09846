package lab.harmony.diffusion.lora;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.NumberFormats;

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
  /// @param base what the network has learned without adapters
  /// @param owner owns the arrays of the changes
  public Map<String, Change> changes(int network, Weights base, NDManager owner) {
    var layers = new LinkedHashSet<String>();
    for (var use : uses) {
      if (weight(use, network) != 0) {
        layers.addAll(use.adapter.changes(network).keySet());
      }
    }
    var changes = new LinkedHashMap<String, Change>();
    try (var formats = new NumberFormats(owner)) {
      for (var layer : layers) {
        var shares = new ArrayList<LayerSum.Share>();
        for (var use : uses) {
          var change = use.adapter.changes(network).get(layer);
          var weight = weight(use, network);
          if (change != null && weight != 0) {
            shares.add(new LayerSum.Share(change, weight));
          }
        }
        changes.put(layer, new LayerSum(layer, shares, base, formats).change(owner));
      }
    }
    return changes;
  }

  private static double weight(Use use, int network) {
    return network == 0 ? use.unet : use.textEncoder;
  }
}
