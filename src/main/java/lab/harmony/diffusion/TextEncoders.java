package lab.harmony.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.prompt.Chunk;
import lab.harmony.diffusion.prompt.Chunker;
import lab.harmony.diffusion.prompt.ClipSkip;
import lab.harmony.diffusion.prompt.Emphasis;
import lab.harmony.diffusion.prompt.SubPrompt;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;

/// The text encoders of a model with their tokenizers: prompts to what the UNet is conditioned on.
///
/// T tokens (77 for each chunk), D the sizes of all encoders together, P the size of the pooled
/// embedding.
///
/// @param skip which layers the model was trained to read
/// @param zerosForNothing whether zeros stand in place of an empty negative prompt
record TextEncoders(
    List<Encoder> encoders, ClipSkip skip, Emphasis emphasis, boolean zerosForNothing)
    implements AutoCloseable {

  record Encoder(ClipTokenizer tokenizer, Chunker chunker, ClipTextEncoder network) {

    Encoder(ClipTokenizer tokenizer, ClipTextEncoder network) {
      this(tokenizer, new Chunker(tokenizer), network);
    }
  }

  /// What is known of one prompt.
  ///
  /// @param context (1, T, D)
  /// @param pooled (1, P), of the last encoder that has one
  record Encoded(NDArray context, Optional<NDArray> pooled) {}

  TextEncoders {
    encoders = List.copyOf(encoders);
  }

  /// The same with other networks.
  TextEncoders with(List<Encoder> others) {
    return new TextEncoders(others, skip, emphasis, zerosForNothing);
  }

  /// The layers to read for clip skip `n`; 1 is what the model was trained with.
  ClipSkip skip(int n) {
    return new ClipSkip(skip.fromLast() + n - 1, skip.finalNorm());
  }

  /// What `prompt` says at a step of so many.
  PromptVersion.Said said(SubPrompt prompt, int step, int steps) {
    return new PromptVersion.Said(
        encoders.stream().map(encoder -> encoder.chunker.chunks(prompt, step, steps)).toList());
  }

  /// The version with `count` chunks, by chunks that say nothing.
  PromptVersion.Said padded(PromptVersion.Said version, int count) {
    var padded = new ArrayList<List<Chunk>>();
    for (int e = 0; e < encoders.size(); e++) {
      padded.add(encoders.get(e).chunker.padded(version.chunks().get(e), count));
    }
    return new PromptVersion.Said(padded);
  }

  /// Each different version once; all of one number of chunks.
  Map<PromptVersion, Encoded> encode(
      List<PromptVersion> versions, ClipSkip layers, NDManager owner) {
    var said = new ArrayList<PromptVersion.Said>();
    for (var version : versions.stream().distinct().toList()) {
      if (version instanceof PromptVersion.Said one) {
        said.add(one);
      }
    }
    var encoded = new LinkedHashMap<PromptVersion, Encoded>();
    try (var scope = owner.newSubManager()) {
      var contexts = new NDList();
      var pooled = Optional.<NDArray>empty();
      for (int e = 0; e < encoders.size(); e++) {
        int at = e;
        var chunks = said.stream().flatMap(one -> one.chunks().get(at).stream()).toList();
        var network = encoders.get(e).network;
        var encoding = network.encode(chunks.stream().map(Chunk::ids).toList(), scope);
        var states = encoding.state(layers.fromLast(), layers.finalNorm());
        contexts.add(
            weighted(states, chunks, scope).reshape(said.size(), -1, states.getShape().get(2)));
        var own = encoding.pooled().map(all -> all.reshape(said.size(), -1, all.getShape().get(1)));
        pooled = own.isPresent() ? own.map(all -> all.get(":, 0")) : pooled;
      }
      var context = NDArrays.concat(contexts, 2); // (S, T, D)
      for (int i = 0; i < said.size(); i++) {
        var row = i + ":" + (i + 1);
        encoded.put(said.get(i), new Encoded(context.get(row), row(pooled, row)));
      }
      if (versions.contains(new PromptVersion.Zeros())) {
        var any = encoded.values().iterator().next();
        encoded.put(
            new PromptVersion.Zeros(),
            new Encoded(any.context().zerosLike(), any.pooled().map(NDArray::zerosLike)));
      }
      encoded
          .values()
          .forEach(one -> {
            one.context().attach(owner);
            one.pooled().ifPresent(array -> array.attach(owner));
          });
    }
    return encoded;
  }

  private static Optional<NDArray> row(Optional<NDArray> all, String row) {
    return all.map(array -> array.get(row));
  }

  /// The states (chunks, 77, D) with the weights of their tokens; where all weigh 1 the same array.
  private NDArray weighted(NDArray states, List<Chunk> chunks, NDManager owner) {
    if (chunks.stream().allMatch(TextEncoders::isPlain)) {
      return states;
    }
    var all = states.toFloatArray();
    int size = all.length / chunks.size();
    for (int i = 0; i < chunks.size(); i++) {
      var one = Arrays.copyOfRange(all, i * size, (i + 1) * size);
      System.arraycopy(emphasis.apply(one, chunks.get(i).weights()), 0, all, i * size, size);
    }
    return owner.create(all, new Shape(states.getShape().getShape()));
  }

  private static boolean isPlain(Chunk chunk) {
    for (var weight : chunk.weights()) {
      if (weight != 1) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    encoders.forEach(encoder -> encoder.network.close());
  }
}
