package lab.harmony.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.harmony.diffusion.prompt.Chunk;
import lab.harmony.diffusion.prompt.SubPrompt;
import lab.harmony.diffusion.train.LoraCaptions;

/// The tokens of captions, for text encoders that are trained.
///
/// @param least chunks for each caption
record CaptionTokens(TextEncoders texts, int least) implements LoraCaptions {

  /// How many chunks a caption has.
  static int chunks(TextEncoders texts, String words) {
    return said(texts, words).chunks().stream().mapToInt(List::size).max().orElse(1);
  }

  static PromptVersion.Said said(TextEncoders texts, String words) {
    return texts.said(SubPrompt.plain(words), 0, 1);
  }

  /// What the captions of a batch say, each with as many chunks as the longest, and `least`.
  static List<PromptVersion.Said> padded(TextEncoders texts, List<String> captions, int least) {
    var said = captions.stream().map(words -> said(texts, words)).toList();
    int count =
        said.stream()
            .flatMap(one -> one.chunks().stream())
            .mapToInt(List::size)
            .reduce(least, Math::max);
    return said.stream().map(one -> texts.padded(one, count)).toList();
  }

  @Override
  public List<NDArray> inputs(List<String> captions, NDManager owner) {
    var said = padded(texts, captions, least);
    var arrays = new ArrayList<NDArray>();
    for (int i = 0; i < texts.encoders().size(); i++) {
      int place = i;
      var config = texts.encoders().get(i).network().config();
      var ids =
          said.stream().flatMap(one -> one.chunks().get(place).stream()).map(Chunk::ids).toList();
      var all = ids.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
      arrays.add(owner.create(all, new Shape(ids.size(), ids.getFirst().length)));
      arrays.add(owner.create(ids.stream().mapToLong(config::endOf).toArray()));
    }
    return arrays;
  }
}
