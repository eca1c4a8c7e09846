package lab.harmony.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import lab.harmony.diffusion.prompt.ClipSkip;
import lab.harmony.diffusion.train.LoraCaptions;

/// Captions as text encoders that stay as they are understand them. Each is encoded once, as long
/// as there are few enough to keep.
final class EncodedCaptions implements LoraCaptions {

  private static final int KEPT = 512;

  private final TextEncoders texts;
  private final ClipSkip skip;
  private final int least;
  private final NDManager manager;
  private final LinkedHashMap<PromptVersion.Said, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /// @param owner owns the arrays of one caption
  private record Kept(TextEncoders.Encoded encoded, NDManager owner) {}

  /// @param least chunks for each caption
  EncodedCaptions(TextEncoders texts, ClipSkip skip, int least, NDManager manager) {
    this.texts = texts;
    this.skip = skip;
    this.least = least;
    this.manager = manager;
  }

  @Override
  public List<NDArray> inputs(List<String> captions, NDManager owner) {
    var contexts = new NDList();
    var pooled = new NDList();
    for (var said : CaptionTokens.padded(texts, captions, least)) {
      var encoded = encoded(said);
      contexts.add(encoded.context());
      encoded.pooled().ifPresent(pooled::add);
    }
    var arrays = new ArrayList<NDArray>();
    arrays.add(NDArrays.concat(contexts)); // (B, T, D)
    if (!pooled.isEmpty()) {
      arrays.add(NDArrays.concat(pooled)); // (B, P)
    }
    arrays.forEach(array -> array.attach(owner));
    return arrays;
  }

  private TextEncoders.Encoded encoded(PromptVersion.Said said) {
    var known = kept.get(said);
    if (known == null) {
      var owner = manager.newSubManager();
      var encoded = texts.encode(List.of(said), skip, owner).get(said);
      known = new Kept(Objects.requireNonNull(encoded), owner);
      kept.put(said, known);
      if (kept.size() > KEPT) {
        Objects.requireNonNull(kept.pollFirstEntry()).getValue().owner.close();
      }
    }
    return known.encoded;
  }
}
