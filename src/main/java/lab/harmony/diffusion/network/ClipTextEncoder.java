package lab.harmony.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.diffusion.tensor.BoundNetwork;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.tensor.Weights;

/// The network that turns the tokens of a prompt into what a UNet attends to.
///
/// B prompts, T tokens (as many as there are positions), D features.
public final class ClipTextEncoder implements AutoCloseable {

  private static final String ROOT = "text_model.";

  private final ClipTextConfig config;
  private final Network network;
  private final BoundNetwork bound;
  private final Weights weights;

  /// What the encoder knows about a prompt, (B, T, D) each.
  ///
  /// @param lastHiddenState after the last layer and the final norm: what SD 1.x uses
  /// @param penultimate after the last layer but one, not normalised
  public record Encoding<T>(T lastHiddenState, T penultimate) {}

  private ClipTextEncoder(ClipTextConfig config, Network network, Weights weights) {
    this.config = config;
    this.network = network;
    this.bound = network.with(weights);
    this.weights = weights;
  }

  /// Loads the folder `text_encoder` of a checkpoint.
  public static ClipTextEncoder load(Path folder, NDManager manager) {
    var files = new ModelFolder(folder);
    var config = ClipTextConfig.read(files.config().path());
    var network = compile(config, manager);
    var file = files.weights("model");
    // Some files leave out the root that all names share.
    var weights =
        Weights.read(
            "CLIP text encoder",
            network.parameters(),
            file,
            manager,
            name -> name.substring(ROOT.length()));
    return new ClipTextEncoder(config, network, weights);
  }

  /// A text encoder with weights that somebody else keeps, named as in a checkpoint.
  public static ClipTextEncoder of(ClipTextConfig config, Weights weights, NDManager manager) {
    return new ClipTextEncoder(config, compile(config, manager), weights);
  }

  /// The architecture alone, for whoever needs its parameters.
  public static Network compile(ClipTextConfig config, NDManager manager) {
    return Network.compile(
        "CLIP text encoder",
        List.of("ids"),
        manager,
        (scope, in) -> {
          var encoding = define(config, scope, in.getFirst());
          return List.of(encoding.lastHiddenState(), encoding.penultimate());
        });
  }

  public ClipTextConfig config() {
    return config;
  }

  /// Token ids (B, T) int64 → (B, T, D)
  public Encoding<NDArray> encode(NDArray ids) {
    var result = bound.run(ids);
    return new Encoding<>(result.get(0), result.get(1));
  }

  /// What a text encoder computes; the one definition for inference and for training.
  public static Encoding<Value> define(ClipTextConfig config, Scope scope, Value ids) {
    return new Definition(config, scope.at("text_model")).apply(ids);
  }

  @Override
  public void close() {
    bound.close();
    network.close();
    weights.close();
  }

  private record Definition(ClipTextConfig config, Scope scope) {

    private static final double EMBEDDING_DEVIATION = 0.02;

    Encoding<Value> apply(Value ids) {
      int size = config.size();
      var embeddings = scope.at("embeddings");
      var tokens =
          embeddings.table("token_embedding", config.vocabularySize(), size, EMBEDDING_DEVIATION);
      var positions =
          embeddings.table("position_embedding", config.positions(), size, EMBEDDING_DEVIATION);
      var x = ids.lookUp(tokens).add(positions); // (B, T, D)
      var before = x;
      for (int i = 0; i < config.layers(); i++) {
        before = x;
        x = layer(scope.at("encoder", "layers", i), x);
      }
      var last = scope.layerNorm("final_layer_norm", x, size, config.normEpsilon());
      return new Encoding<>(last.toFloat32(), before.toFloat32());
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
