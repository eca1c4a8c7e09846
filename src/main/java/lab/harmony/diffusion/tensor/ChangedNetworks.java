package lab.harmony.diffusion.tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The forms of one architecture for different sets of changed layers. Each is compiled once; other
/// matrices for the same layers are other operands.
public final class ChangedNetworks implements AutoCloseable {

  private final Function<Map<String, Adaptation>, Network> compiler;
  private final Map<Map<String, Adaptation>, Network> compiled = new HashMap<>();

  public ChangedNetworks(Function<Map<String, Adaptation>, Network> compiler) {
    this.compiler = compiler;
  }

  /// The parameters of the architecture without changes.
  public List<Parameter> parameters() {
    return compiled.computeIfAbsent(Map.of(), compiler).parameters();
  }

  /// The architecture with these changes, over these weights.
  public BoundNetwork bind(Weights weights, Map<String, Change> changes) {
    var forms = new HashMap<String, Adaptation>();
    changes.forEach((layer, change) -> {
      var parts = change.parts();
      if (!parts.isEmpty()) {
        forms.put(layer, Adaptation.given(parts));
      }
    });
    return compiled.computeIfAbsent(Map.copyOf(forms), compiler).with(weights.with(changes));
  }

  @Override
  public void close() {
    compiled.values().forEach(Network::close);
    compiled.clear();
  }
}
