package lab.harmony.diffusion.weights;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Says that nothing in a file was passed over in silence.
public final class Leftovers {

  private static final int SHOWN = 5;

  private Leftovers() {}

  /// @param taken the names that something has a use for, as they are in `source`
  /// @throws WeightsException if there is more in it that is not [KnownUnused]; names it
  public static void requireNone(TensorSource source, Set<String> taken) {
    var used = new HashSet<>(taken);
    taken.forEach(name -> ScaledTensors.scaleOf(name, source).ifPresent(used::add));
    var left =
        source.names().stream()
            .filter(name -> !used.contains(name) && !KnownUnused.covers(name))
            .toList();
    if (!left.isEmpty()) {
      throw new WeightsException(
          "%s holds %s that nothing here has a use for: %s. Drawn without, its pictures would not be what it was made for"
              .formatted(source.origin(), count(left.size()), listed(left)));
    }
  }

  /// `1 tensor`, `3 tensors`
  public static String count(int tensors) {
    return tensors == 1 ? "a tensor" : tensors + " tensors";
  }

  /// The first few names and how many more there are.
  public static String listed(List<String> names) {
    var first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? first : "%s and %d more".formatted(first, names.size() - SHOWN);
  }
}
