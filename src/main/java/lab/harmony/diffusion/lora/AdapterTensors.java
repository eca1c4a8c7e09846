package lab.harmony.diffusion.lora;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lab.harmony.diffusion.checkpoint.AdapterName;
import lab.harmony.diffusion.checkpoint.AdapterName.Role;
import lab.harmony.diffusion.checkpoint.Recognition;
import lab.harmony.diffusion.weights.Leftovers;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.WeightsException;

/// The tensors of an adapter's file, layer by layer, each with a use; which layers a model has is
/// not asked here.
///
/// @param layers what there is for each layer, by what the adapter calls it
record AdapterTensors(SafetensorsFile file, Map<String, LayerTensors> layers) {

  /// @throws WeightsException if it is another kind of file, or if some of it has no use here; the
  ///   message names it
  static AdapterTensors of(SafetensorsFile file) {
    var recognised = Recognition.of(file);
    if (!(recognised instanceof Recognition.Adapter)) {
      throw new WeightsException(
          "%s should be a LoRA adapter; it is %s. %s"
              .formatted(file.path(), recognised.what(), recognised.reason()));
    }
    var tensors = new AdapterTensors(file, collected(file));
    tensors.layers.values().forEach(LayerTensors::requireWhole);
    var unknown = tensors.layers.keySet().stream().filter(key -> !LayerKeys.isKnown(key)).toList();
    if (!unknown.isEmpty()) {
      throw new WeightsException(
          "%s changes %s that no Stable Diffusion 1.x, 2.x or XL has: %s. It is for another architecture, or damaged"
              .formatted(
                  file.path(),
                  unknown.size() == 1 ? "a layer" : unknown.size() + " layers",
                  Leftovers.listed(unknown)));
    }
    return tensors;
  }

  private static Map<String, LayerTensors> collected(SafetensorsFile file) {
    var layers = new LinkedHashMap<String, Map<Role, String>>();
    var left = new ArrayList<String>();
    var adapters = new TreeSet<String>();
    for (var tensor : file.names()) {
      var known = AdapterName.of(tensor);
      known.flatMap(AdapterName::adapter).ifPresent(adapters::add);
      if (known.isEmpty()) {
        left.add(tensor);
      } else {
        var roles =
            layers.computeIfAbsent(known.get().key(), _ -> new EnumMap<Role, String>(Role.class));
        var twice = roles.put(known.get().role(), tensor);
        if (twice != null && adapters.size() < 2) {
          throw new WeightsException(
              "%s has the tensors %s and %s; only one of them can be used"
                  .formatted(file.path(), twice, tensor));
        }
      }
    }
    requireNone(file, left);
    if (adapters.size() > 1) {
      throw new WeightsException(
          "%s holds several adapters: %s; save each in a file of its own"
              .formatted(file.path(), Leftovers.listed(List.copyOf(adapters))));
    }
    var collected = new LinkedHashMap<String, LayerTensors>();
    layers.forEach((key, roles) -> collected.put(key, new LayerTensors(file, key, roles)));
    return collected;
  }

  private static void requireNone(SafetensorsFile file, List<String> left) {
    if (!left.isEmpty()) {
      throw new WeightsException(
          "%s holds %s that no rule for adapters has a use for: %s. Drawn without, its pictures would not be what it was made for"
              .formatted(file.path(), Leftovers.count(left.size()), Leftovers.listed(left)));
    }
  }

  /// What there is for one layer.
  ///
  /// @param roles the names of the tensors
  record LayerTensors(SafetensorsFile file, String key, Map<Role, String> roles) {

    Optional<String> name(Role role) {
      return Optional.ofNullable(roles.get(role));
    }

    boolean has(Role role) {
      return roles.containsKey(role);
    }

    /// The rank of its matrices; 0 if it has none.
    long rank() {
      return name(Role.DOWN).map(down -> file.shape(down).get(0)).orElse(0L);
    }

    private void requireWhole() {
      requireWith(Role.DOWN, Role.UP);
      requireWith(Role.UP, Role.DOWN);
      for (var role : List.of(Role.MIDDLE, Role.MAGNITUDE, Role.DORA_SCALE, Role.UP_BIAS)) {
        requireWith(role, Role.DOWN);
      }
      var alone = roles.size() == 1 ? name(Role.ALPHA) : Optional.<String>empty();
      if (alone.isPresent()) {
        throw new WeightsException(
            "%s has the tensor %s and nothing that it scales".formatted(file.path(), alone.get()));
      }
      if (has(Role.MAGNITUDE) && has(Role.DORA_SCALE)) {
        throw new WeightsException(
            "%s has two magnitudes for a layer, %s and %s; only one of them can be used"
                .formatted(file.path(), roles.get(Role.MAGNITUDE), roles.get(Role.DORA_SCALE)));
      }
      if (has(Role.ALPHA) && shape(Role.ALPHA).size() != 1) {
        throw new WeightsException(
            "%s: the tensor %s should be one number, it has the shape %s"
                .formatted(file.path(), roles.get(Role.ALPHA), shape(Role.ALPHA)));
      }
      if (has(Role.DOWN)) {
        requireRank();
      }
    }

    private void requireWith(Role role, Role other) {
      if (has(role) && !has(other)) {
        throw new WeightsException(
            "%s has the tensor %s but not the %s that belongs to it"
                .formatted(file.path(), roles.get(role), word(other)));
      }
    }

    private void requireRank() {
      var down = shape(Role.DOWN);
      var up = shape(Role.UP);
      var middle = name(Role.MIDDLE).map(file::shape);
      var fits =
          down.dimension() >= 2
              && up.dimension() >= 2
              && down.get(0) > 0
              && (middle.isEmpty()
                  ? up.get(1) == down.get(0)
                  : middle.get().dimension() == 4
                      && middle.get().get(0) == up.get(1)
                      && middle.get().get(1) == down.get(0));
      if (!fits) {
        throw new WeightsException(
            "%s: the matrices of %s do not fit each other; %s has the shape %s, %s has %s%s"
                .formatted(
                    file.path(),
                    key,
                    roles.get(Role.DOWN),
                    down,
                    roles.get(Role.UP),
                    up,
                    name(Role.MIDDLE)
                        .map(name -> ", %s has %s".formatted(name, file.shape(name)))
                        .orElse("")));
      }
    }

    private Shape shape(Role role) {
      return file.shape(name(role).orElseThrow());
    }

    private static String word(Role role) {
      return role == Role.UP ? "upper matrix" : "lower matrix";
    }
  }
}
