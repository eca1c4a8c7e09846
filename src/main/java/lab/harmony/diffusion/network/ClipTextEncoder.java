package lab.harmony.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.BoundNetwork;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.ChangedNetworks;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Parameter;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.weights.Leftovers;
import lab.harmony.diffusion.weights.TensorSource;
import lab.harmony.diffusion.weights.WeightsException;

/// The network that turns the tokens of a prompt into what a UNet attends to.
///
/// B prompts, T tokens (as many as there are positions), D features.
public final class ClipTextEncoder implements AutoCloseable {

  private static final String ROOT = "text_model.";
  private static final List<String> INPUTS = List.of("ids", "ends");

  private final ClipTextConfig config;
  private final Weights weights;
  private final ChangedNetworks networks;
  private final BoundNetwork bound;
  private final boolean isOriginal;

  /// What the encoder knows about prompts.
  ///
  /// @param states after each layer, (B, T, D), not normalised
  /// @param normed the same after the final layer norm
  /// @param pooled the last normed state at the end of the text, projected, (B, P); empty where the
  ///   encoder has no projection
  public record Encoding<T>(List<T> states, List<T> normed, Optional<T> pooled) {

    /// What SD 1.x and 2.x use.
    public T lastHiddenState() {
      return normed.getLast();
    }

    /// The state before the last layer; of an only layer, what it gives.
    public T penultimate() {
      return states.get(Math.max(0, states.size() - 2));
    }

    /// @param fromLast 1 is the last layer, 2 the one before it
    public T state(int fromLast, boolean finalNorm) {
      var all = finalNorm ? normed : states;
      if (fromLast < 1 || fromLast > all.size()) {
        throw new IllegalArgumentException(
            "the text encoder has %d layers; the layer asked for is number %d from the last"
                .formatted(all.size(), fromLast));
      }
      return all.get(all.size() - fromLast);
    }
  }

  private ClipTextEncoder(
      ClipTextConfig config,
      Weights weights,
      ChangedNetworks networks,
      Map<String, Change> changes,
      boolean isOriginal) {
    this.config = config;
    this.weights = weights;
    this.networks = networks;
    this.bound = networks.bind(weights, changes);
    this.isOriginal = isOriginal;
  }

  /// Loads the folder `text_encoder` of a checkpoint.
  public static ClipTextEncoder load(Path folder, NDManager manager) {
    var files = new ModelFolder(folder);
    return load(ClipTextConfig.read(files.config().path()), files.weights("model"), manager);
  }

  /// A text encoder with these tensors, named as in a checkpoint.
  public static ClipTextEncoder load(
      ClipTextConfig config, TensorSource source, NDManager manager) {
    var networks = networks(config, manager);
    // Some files leave out the root that all names share.
    var weights =
        Weights.read(
            "CLIP text encoder",
            networks.parameters(),
            source,
            manager,
            ClipTextEncoder::withoutRoot);
    return new ClipTextEncoder(config, weights, networks, Map.of(), true);
  }

  /// Makes sure that the folder `text_encoder` of a checkpoint holds what it should and nothing
  /// else; no tensor is read.
  public static void requireWhole(Path folder) {
    var files = new ModelFolder(folder);
    var source = files.weights("model");
    Leftovers.requireNone(source, kept(ClipTextConfig.read(files.config().path()), source));
  }

  /// The names under which `source` keeps what such a text encoder has learned.
  ///
  /// @throws WeightsException if something is missing, or has another shape
  public static Set<String> kept(ClipTextConfig config, TensorSource source) {
    return Weights.requireFit(
        "CLIP text encoder", parameters(config), source, ClipTextEncoder::withoutRoot);
  }

  private static String withoutRoot(String name) {
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
  }

  /// A text encoder with weights that somebody else keeps, named as in a checkpoint.
  public static ClipTextEncoder of(ClipTextConfig config, Weights weights, NDManager manager) {
    return new ClipTextEncoder(config, weights, networks(config, manager), Map.of(), true);
  }

  private static ChangedNetworks networks(ClipTextConfig config, NDManager manager) {
    return new ChangedNetworks(changed -> compile(config, manager, changed));
  }

  /// This text encoder with changes to some of its layers, over the same weights. Close it before
  /// this one; the changes' arrays have to live as long as it.
  public ClipTextEncoder with(Map<String, Change> changes) {
    return new ClipTextEncoder(config, weights, networks, changes, false);
  }

  /// The architecture alone, for whoever needs its parameters.
  public static Network compile(ClipTextConfig config, NDManager manager) {
    return compile(config, manager, Map.of());
  }

  private static Network compile(
      ClipTextConfig config, NDManager manager, Map<String, Adaptation> changed) {
    return Network.compile("CLIP text encoder", INPUTS, manager, changed, definition(config));
  }

  /// What a text encoder of this kind learns; no engine is needed to know it.
  public static List<Parameter> parameters(ClipTextConfig config) {
    return Network.parameters(INPUTS, definition(config));
  }

  private static Network.Definition definition(ClipTextConfig config) {
    return (scope, in) -> {
      var encoding = define(config, scope, in.get(0), in.get(1));
      var outputs = new ArrayList<Value>(encoding.states());
      outputs.addAll(encoding.normed());
      encoding.pooled().ifPresent(outputs::add);
      return outputs;
    };
  }

  /// What this network has learned, without changes.
  public List<Parameter> parameters() {
    return networks.parameters();
  }

  /// What this network has learned, without changes; it stays this network's property.
  public Weights weights() {
    return weights;
  }

  public ClipTextConfig config() {
    return config;
  }

  /// Token ids, B rows of T, to what is known of them.
  public Encoding<NDArray> encode(List<int[]> ids, NDManager owner) {
    int length = ids.getFirst().length;
    var all = ids.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
    var ends = ids.stream().mapToLong(config::endOf).toArray();
    var result =
        bound.run(
            owner,
            owner.create(all, new Shape(ids.size(), length)),
            owner.create(ends, new Shape(ids.size())));
    int layers = config.layers();
    return new Encoding<>(
        result.subList(0, layers),
        result.subList(layers, 2 * layers),
        config.projectionSize() > 0 ? Optional.of(result.getLast()) : Optional.empty());
  }

  /// What a text encoder computes for token ids (B, T) int64, after the last layer and the final
  /// norm, (B, T, D); the one definition for inference and for training.
  public static Value define(ClipTextConfig config, Scope scope, Value ids) {
    var definition = new Definition(config, scope);
    return definition.norm(definition.states(ids).getLast()).toFloat32();
  }

  /// The same after every layer, for token ids (B, T) int64 whose last tokens stand at `ends` (B)
  /// int64.
  public static Encoding<Value> define(ClipTextConfig config, Scope scope, Value ids, Value ends) {
    var definition = new Definition(config, scope);
    var states = definition.states(ids);
    var normed = states.stream().map(definition::norm).toList();
    return new Encoding<>(
        states.stream().map(Value::toFloat32).toList(),
        normed.stream().map(Value::toFloat32).toList(),
        config.projectionSize() > 0
            ? Optional.of(definition.pool(normed.getLast(), ends).toFloat32())
            : Optional.empty());
  }

  @Override
  public void close() {
    bound.close();
    if (isOriginal) {
      networks.close();
      weights.close();
    }
  }

  private record Definition(ClipTextConfig config, Scope scope) {

    private static final double EMBEDDING_DEVIATION = 0.02;

    /// The state after each layer, (B, T, D).
    List<Value> states(Value ids) {
      int size = config.size();
      var embeddings = scope.at("text_model", "embeddings");
      var tokens =
          embeddings.table("token_embedding", config.vocabularySize(), size, EMBEDDING_DEVIATION);
      var positions =
          embeddings.table("position_embedding", config.positions(), size, EMBEDDING_DEVIATION);
      var x = ids.lookUp(tokens).add(positions); // (B, T, D)
      var states = new ArrayList<Value>();
      for (int i = 0; i < config.layers(); i++) {
        x = layer(scope.at("text_model", "encoder", "layers", i), x);
        states.add(x);
      }
      return states;
    }

    /// The final layer norm.
    Value norm(Value state) {
      return scope
          .at("text_model")
          .layerNorm("final_layer_norm", state, config.size(), config.normEpsilon());
    }

    /// The normed state (B, T, D) at the positions `ends` (B), projected; (B, P)
    Value pool(Value normed, Value ends) {
      return scope.linearWithoutBias(
          "text_projection", normed.rowAt(ends), config.size(), config.projectionSize());
    }

    private Value layer(Scope place, Value x) {
      int size = config.size();
      var y = place.layerNorm("layer_norm1", x, size, config.normEpsilon());
      x = x.add(attention(place.at("self_attn"), y));
      y = place.layerNorm("layer_norm2", x, size, config.normEpsilon());
      var hidden = place.linear("mlp.fc1", y, size, config.feedForwardSize());
      hidden = config.quickGelu() ? hidden.quickGelu() : hidden.gelu();
      return x.add(place.linear("mlp.fc2", hidden, config.feedForwardSize(), size));
    }

    private Value attention(Scope place, Value x) {
      int size = config.size();
      var q = place.linear("q_proj", x, size, size).splitHeads(config.heads()); // (B, h, T, e)
      var k = place.linear("k_proj", x, size, size).splitHeads(config.heads());
      var v = place.linear("v_proj", x, size, size).splitHeads(config.heads());
      return place.linear("out_proj", q.causalAttention(k, v).mergeHeads(), size, size);
    }
  }
}
